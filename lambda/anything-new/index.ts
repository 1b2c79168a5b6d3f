import { GlueClient } from '@aws-sdk/client-glue';
import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { ENVIRONMENT, NOTE_FOLDERS, ON_FAILURE_PREFIX } from '../../lib/contract/index.ts';
import { required } from '../runtime/environment.ts';
import { notSeenFrom, reasonToRun } from './decide.ts';
import { lookAtJob } from './jobs.ts';

const s3 = new S3Client({});
const glue = new GlueClient({});
const cleanJob = required(ENVIRONMENT.cleanJob);
const buildGoldJob = required(ENVIRONMENT.buildGoldJob);
const skewSeconds = Number(required(ENVIRONMENT.clockSkewSeconds));
const bronzeBucket = required(ENVIRONMENT.bronzeBucket);
const silverBucket = required(ENVIRONMENT.silverBucket);

/** Places in which each thing that the clean job takes leaves an object. */
const places = [
  ...Object.values(NOTE_FOLDERS).map((prefix) => ({ bucket: bronzeBucket, prefix })),
  { bucket: silverBucket, prefix: ON_FAILURE_PREFIX },
];

/** The answer to whether a run of the jobs has anything to do, and why, or why not. */
export interface Answer {
  readonly new: boolean;
  readonly why: string;
}

export async function handler(): Promise<Answer> {
  const [clean, buildGold] = await Promise.all([lookAtJob(glue, cleanJob), lookAtJob(glue, buildGoldJob)]);
  const why = reasonToRun(clean, buildGold, skewSeconds);
  if (why !== undefined) return { new: true, why };
  const moment = notSeenFrom(clean, skewSeconds);
  const found = await Promise.all(places.map(({ bucket, prefix }) => objectSince(bucket, prefix, moment)));
  const object = found.find((each) => each !== undefined);
  if (object !== undefined) return { new: true, why: `${object} came since ${moment.toISOString()}` };
  return { new: false, why: `nothing came since ${moment.toISOString()}` };
}

/** The first object in order of keys that is not older than the moment, by its address. */
async function objectSince(bucket: string, prefix: string, moment: Date): Promise<string | undefined> {
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
    const object = page.Contents?.find(({ LastModified }) => LastModified !== undefined && LastModified >= moment);
    if (object !== undefined) return `s3://${bucket}/${object.Key}`;
  }
  return undefined;
}
