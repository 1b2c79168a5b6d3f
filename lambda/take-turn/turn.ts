import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, ExecutionDoesNotExist, type SFNClient } from '@aws-sdk/client-sfn';
import { z } from 'zod';
import { TURN_KEY } from '../../lib/contract/index.ts';
import { isWritten } from '../runtime/put-once.ts';

/** What the turn is told to, and who is asked whether an execution still runs. */
export interface Doors {
  readonly s3: S3Client;
  readonly sfn: SFNClient;
  readonly bucket: string;
}

/** How long an execution may not be told of yet by Step Functions, whose answers are best effort. */
const UNTOLD_MS = 10 * 60_000;

/** Answers of S3 to a conditional write that another was before: the condition does not hold, or two came at once. */
const TAKEN: readonly number[] = [412, 409];

const word = z.object({ holder: z.string() });

interface Turn extends z.infer<typeof word> {
  readonly etag: string;
  readonly takenAt: Date;
}

/**
 * Takes the turn for an execution: undefined where it has it, else the ARN of the execution that does. S3's conditional write lets
 * one of several through, whenever they begin; nobody gives the turn back, since an execution that has ended, however it
 * did, has it no longer.
 */
export async function takeTurn(doors: Doors, execution: string, now: Date): Promise<string | undefined> {
  if (await write(doors, execution, { IfNoneMatch: '*' })) return undefined;
  const turn = await read(doors);
  if (turn.holder === execution) return undefined;
  if (await isRunning(doors, turn, now)) return turn.holder;
  if (await write(doors, execution, { IfMatch: turn.etag })) return undefined;
  const { holder } = await read(doors);
  return holder === execution ? undefined : holder;
}

async function write(
  { s3, bucket }: Doors,
  holder: string,
  condition: { IfNoneMatch: '*' } | { IfMatch: string },
): Promise<boolean> {
  const Body = JSON.stringify({ holder });
  const put = { Bucket: bucket, Key: TURN_KEY, Body, ContentType: 'application/json', ...condition };
  return isWritten(s3.send(new PutObjectCommand(put)), TAKEN);
}

async function read({ s3, bucket }: Doors): Promise<Turn> {
  const { Body, ETag = '', LastModified } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: TURN_KEY }));
  const { holder } = word.parse(JSON.parse((await Body?.transformToString()) ?? ''));
  return { holder, etag: ETag, takenAt: LastModified ?? new Date(0) };
}

async function isRunning({ sfn }: Doors, { holder, takenAt }: Turn, now: Date): Promise<boolean> {
  try {
    const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn: holder }));
    return status === 'RUNNING';
  } catch (error) {
    // One that ended is forgotten after 90 days, or with its state machine.
    if (error instanceof ExecutionDoesNotExist) return now.getTime() - takenAt.getTime() < UNTOLD_MS;
    throw error;
  }
}
