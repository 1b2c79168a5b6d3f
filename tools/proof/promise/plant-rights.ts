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
    ...(arn === undefined ? [] : [...streamRights(plant, arn), ...encryptRecords(places, arn)]),
    ...switchedRights(places, plant),
  ];
}

/** What it asks of Kinesis itself; one verb AWS lets nobody narrow to a stream: it tells the names of all. */
function streamRights({ profile }: Plant, arn: string): Right[] {
  const listing = { actions: ['kinesis:ListStreams'], resources: ['*'] };
  return [{ actions: STREAM[profile], resources: [arn] }, ...(profile === 'pi-integrator' ? [listing] : [])];
}
