import { setTimeout as sleep } from 'node:timers/promises';
import { InvokeCommand, type LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { NOTE_FOLDERS } from '../../lib/contract.ts';

const TIMEOUT_SECONDS = 120;

/**
 * Waits until the intake has written its note on a number of objects of one run.
 *
 * @throws Error with the counts where the notes do not come in time.
 */
export async function waitForNotes(
  s3: S3Client,
  bronze: string,
  runPrefix: string,
  wanted: number,
  onCount: (count: number) => void,
): Promise<void> {
  const deadline = performance.now() + TIMEOUT_SECONDS * 1000;
  for (;;) {
    const count = await countNotes(s3, bronze, runPrefix);
    onCount(count);
    if (count >= wanted) return;
    if (performance.now() > deadline) {
      throw new Error(
        `the intake noted ${count} of ${wanted} objects within ${TIMEOUT_SECONDS} s; see its log in .local/cloud`,
      );
    }
    await sleep(300);
  }
}

export async function countNotes(s3: S3Client, bronze: string, runPrefix: string): Promise<number> {
  let count = 0;
  for (const folder of Object.values(NOTE_FOLDERS)) {
    for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bronze, Prefix: folder })) {
      count += (page.Contents ?? []).filter(({ Key }) => Key?.includes(`/run=${runPrefix}/`)).length;
    }
  }
  return count;
}

const sweepResult = z.object({ versions: z.number(), requeued: z.number() });

/** Runs the sweep now instead of within the hour, and says what it found. */
export async function sweep(lambda: LambdaClient): Promise<z.infer<typeof sweepResult>> {
  const { Functions: functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const name = functions.find(({ FunctionName }) => FunctionName?.includes('Sweep'))?.FunctionName;
  const answer = await lambda.send(new InvokeCommand({ FunctionName: name }));
  const payload = Buffer.from(answer.Payload ?? []).toString();
  if (answer.FunctionError !== undefined) throw new Error(`the sweep failed: ${payload}`);
  return sweepResult.parse(JSON.parse(payload));
}
