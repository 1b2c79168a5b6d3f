import { GlueClient } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import { ENVIRONMENT } from '../../lib/contract/index.ts';
import { required } from '../runtime/environment.ts';
import { notSeenFrom, reasonToRun } from './decide.ts';
import { lookAtJob } from './jobs.ts';
import { findNews } from './news.ts';

const glue = new GlueClient({});
const places = {
  s3: new S3Client({}),
  bronzeBucket: required(ENVIRONMENT.bronzeBucket),
  silverBucket: required(ENVIRONMENT.silverBucket),
};
const cleanJob = required(ENVIRONMENT.cleanJob);
const buildGoldJob = required(ENVIRONMENT.buildGoldJob);
const skewSeconds = Number(required(ENVIRONMENT.clockSkewSeconds));

/** The answer to whether a run of the jobs has anything to do, and why, or why not. */
export interface Answer {
  readonly new: boolean;
  readonly why: string;

  /** Of the objects that the next cleaning reads; it may count a version twice that was noted twice. */
  readonly bytes: number;
}

export async function handler(): Promise<Answer> {
  const [clean, buildGold] = await Promise.all([lookAtJob(glue, cleanJob), lookAtJob(glue, buildGoldJob)]);
  const moment = notSeenFrom(clean, skewSeconds);
  const { first, bytes } = await findNews(places, moment);
  const why = reasonToRun(clean, buildGold, skewSeconds) ?? (first && `${first} came since ${moment.toISOString()}`);
  return { new: why !== undefined, why: why ?? `nothing came since ${moment.toISOString()}`, bytes };
}
