import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ENVIRONMENT, NOTE_FOLDERS } from '../../lib/contract/index.ts';
import { required } from '../runtime/environment.ts';
import { listVersions } from '../runtime/list-versions.ts';
import { type VersionRef, withoutNote } from './missing.ts';

const s3 = new S3Client({});
const sqs = new SQSClient({});
const landingBucket = required(ENVIRONMENT.landingBucket);
const bronzeBucket = required(ENVIRONMENT.bronzeBucket);
const queueUrl = required(ENVIRONMENT.queueUrl);

/** SQS takes this many messages in one call. */
const BATCH = 10;

export interface SweepResult {
  readonly versions: number;
  readonly requeued: number;
}

/** Finds the landing versions whose event never reached the intake and queues them again. */
export async function handler(): Promise<SweepResult> {
  const versions = await landingVersions();
  const notes = (await Promise.all(Object.values(NOTE_FOLDERS).map(bronzeKeys))).flat();
  const missing = withoutNote(versions, notes);
  for (let start = 0; start < missing.length; start += BATCH) await queue(missing.slice(start, start + BATCH));
  return { versions: versions.length, requeued: missing.length };
}

async function landingVersions(): Promise<VersionRef[]> {
  const versions: VersionRef[] = [];
  for await (const { Key: key, VersionId: versionId } of listVersions(s3, landingBucket)) {
    if (key !== undefined && versionId !== undefined) versions.push({ key, versionId });
  }
  return versions;
}

async function bronzeKeys(prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bronzeBucket, Prefix: prefix })) {
    keys.push(...(page.Contents ?? []).flatMap((object) => object.Key ?? []));
  }
  return keys;
}

async function queue(versions: readonly VersionRef[]): Promise<void> {
  const answer = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: versions.map(({ key, versionId }, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify({ detail: { object: { key, 'version-id': versionId } } }),
      })),
    }),
  );
  if (answer.Failed?.length)
    throw new Error(`queue took ${answer.Successful?.length ?? 0} of ${versions.length} versions`);
}
