import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { VERDICTS, type Verdict } from '../../lib/contract/index.ts';
import { listNotes } from '../runtime/list-notes.ts';
import { listVersions } from '../runtime/list-versions.ts';
import { queueAgain } from './queue-again.ts';
import { Unnoted, type VersionRef } from './unnoted.ts';

/** What the sweep compares, and where it sends what is missing. */
export interface Doors {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly landingBucket: string;
  readonly bronzeBucket: string;
  readonly queueUrl: string;
}

export interface SweepResult {
  readonly versions: number;
  readonly requeued: number;
}

interface Landed extends VersionRef {
  readonly landedAt: Date;
}

/**
 * Finds the landing versions whose event never reached the intake and queues them again. No version is noted before it
 * landed, so that the notes of older days than the oldest version's need no look.
 */
export async function sweep(doors: Doors): Promise<SweepResult> {
  const unnoted = new Unnoted();
  let oldest = new Date();
  let versions = 0;
  for await (const version of landed(doors)) {
    unnoted.add(version);
    versions += 1;
    if (version.landedAt < oldest) oldest = version.landedAt;
  }
  if (unnoted.size > 0) await Promise.all(VERDICTS.map((verdict) => strikeNoted(doors, unnoted, verdict, oldest)));
  // Few are missing as a rule, and a second listing costs less than to remember every key.
  const requeued = unnoted.size > 0 ? await queueAgain(doors.sqs, doors.queueUrl, missing(doors, unnoted)) : 0;
  return { versions, requeued };
}

async function strikeNoted(doors: Doors, unnoted: Unnoted, verdict: Verdict, oldest: Date): Promise<void> {
  for await (const note of listNotes(doors.s3, doors.bronzeBucket, verdict, oldest)) {
    unnoted.strike(note);
    if (unnoted.size === 0) return;
  }
}

async function* missing(doors: Doors, unnoted: Unnoted): AsyncGenerator<VersionRef> {
  for await (const version of landed(doors)) if (unnoted.has(version)) yield version;
}

async function* landed({ s3, landingBucket }: Doors): AsyncGenerator<Landed> {
  for await (const { Key: key, VersionId: versionId, LastModified: landedAt } of listVersions(s3, landingBucket)) {
    if (key !== undefined && versionId !== undefined && landedAt !== undefined) yield { key, versionId, landedAt };
  }
}
