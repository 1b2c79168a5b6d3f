import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { siteOf } from '../../lib/contract/index.ts';
import type { VersionRef } from './unnoted.ts';

/** SQS takes this many messages in one call. */
const BATCH = 10;
const CALLS_AT_ONCE = 10;

/**
 * Queues versions as their events would have, each in the group of its site, and returns how many.
 *
 * @throws Error where the queue does not take all.
 */
export async function queueAgain(
  sqs: SQSClient,
  queueUrl: string,
  versions: AsyncIterable<VersionRef>,
): Promise<number> {
  let queued = 0;
  for await (const batches of inGroups(inGroups(versions, BATCH), CALLS_AT_ONCE)) {
    await Promise.all(batches.map((batch) => send(sqs, queueUrl, batch)));
    queued += batches.flat().length;
  }
  return queued;
}

async function send(sqs: SQSClient, queueUrl: string, versions: readonly VersionRef[]): Promise<void> {
  const answer = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: versions.map(({ key, versionId }, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify({ detail: { object: { key, 'version-id': versionId } } }),
        MessageGroupId: siteOf(key),
      })),
    }),
  );
  if (answer.Failed?.length)
    throw new Error(`queue took ${answer.Successful?.length ?? 0} of ${versions.length} versions`);
}

async function* inGroups<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
