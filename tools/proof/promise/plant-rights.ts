import { encryptRecords } from './customer-key.ts';
import { fedStream, ownPrefix, type Places, type Plant } from './places.ts';
import type { Right } from './right.ts';
import { switchedRights } from './switches.ts';

const PUT = ['s3:PutObject', 's3:AbortMultipartUpload'];
const STREAM: Readonly<Record<Plant['profile'], readonly string[]>> = {
  sender: ['kinesis:PutRecord', 'kinesis:PutRecords'],
  // Documented by AVEVA; DescribeStream tells of the stream and reads no record.
  'pi-integrator': ['kinesis:DescribeStream', 'kinesis:PutRecord', 'kinesis:PutRecords'],
};

/** All that a plant's identity may do: put below its own prefix, and into its own stream where it has one. */
export function rightsOf(places: Places, plant: Plant): Right[] {
  const arn = fedStream(places, plant);
  return [
    { actions: PUT, resources: [`${places.bucket('landing')}/${ownPrefix(plant)}*`] },
    ...streamRights(places, plant),
    ...(arn === undefined ? [] : encryptRecords(places, arn)),
    ...switchedRights(places, plant),
  ];
}

/** The one verb that AWS lets nobody narrow to a stream: it tells the names of all. */
const LIST_STREAMS: Right = { actions: ['kinesis:ListStreams'], resources: ['*'] };

/** What it asks of Kinesis itself. */
export function streamRights(places: Places, plant: Plant): Right[] {
  const arn = fedStream(places, plant);
  if (arn === undefined) return [];
  return [
    { actions: STREAM[plant.profile], resources: [arn] },
    ...(plant.profile === 'pi-integrator' ? [LIST_STREAMS] : []),
  ];
}
