import { CopyObjectCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { bronzeKey, type IntakeNote, noteKey } from '../../lib/contract/index.ts';
import { onlyOnce, putOnce } from '../runtime/put-once.ts';
import { findVersion, type LandingVersion } from './landing-version.ts';
import { bytesToCheck, type Refusal, refuseByContent, refuseByName } from './verdict.ts';

/** The two doors: what the intake reads from and writes to. */
export interface Doors {
  readonly s3: S3Client;
  readonly landingBucket: string;
  readonly bronzeBucket: string;
  readonly maxObjectBytes: number;

  /** Clock by which a note has its day. */
  readonly now: () => Date;
}

/** What is told of a version that landing holds no more: it was deleted, or expired, before the intake had read it. */
export interface Gone {
  readonly key: string;
  readonly versionId: string;
  readonly gone: string;
}

const GONE = 'deleted or expired before it was read: nothing of it is left to be taken in';

/**
 * Checks one landing version, copies it to bronze or leaves it, and then writes the note that says which.
 * Doing it again changes nothing on the same day, and writes a second note of the same version on a later one.
 */
export async function receive(doors: Doors, key: string, versionId: string): Promise<IntakeNote | Gone> {
  const version = await findVersion(doors.s3, doors.landingBucket, key, versionId);
  if (version === undefined) return { key, versionId, gone: GONE };
  try {
    return await takeIn(doors, version);
  } catch (error) {
    // Looked up again: of what is gone, S3 says that access is denied to those who may not list.
    if (await findVersion(doors.s3, doors.landingBucket, key, versionId)) throw error;
    return { key, versionId, gone: GONE };
  }
}

async function takeIn(doors: Doors, version: LandingVersion): Promise<IntakeNote> {
  const refusal = refuseByName(version, doors.maxObjectBytes) ?? refuseByContent(await head(doors, version));
  if (refusal === undefined) await copy(doors, version);
  const note = toNote(version, refusal);
  const name = noteKey(refusal === undefined ? 'received' : 'refused', doors.now(), note);
  await putOnce(doors.s3, doors.bronzeBucket, name, `${JSON.stringify(note)}\n`, 'application/json');
  return note;
}

async function head({ s3, landingBucket }: Doors, { key, versionId }: LandingVersion): Promise<Uint8Array> {
  const count = bytesToCheck(key);
  if (count === 0) return new Uint8Array();
  const answer = await s3.send(
    new GetObjectCommand({ Bucket: landingBucket, Key: key, VersionId: versionId, Range: `bytes=0-${count - 1}` }),
  );
  return (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
}

async function copy({ s3, landingBucket, bronzeBucket }: Doors, { key, versionId }: LandingVersion): Promise<void> {
  const source = `${landingBucket}/${key.split('/').map(encodeURIComponent).join('/')}?versionId=${versionId}`;
  await onlyOnce(
    s3.send(
      new CopyObjectCommand({
        Bucket: bronzeBucket,
        Key: bronzeKey(key, versionId),
        CopySource: source,
        IfNoneMatch: '*',
      }),
    ),
  );
}

function toNote(version: LandingVersion, refusal: Refusal | undefined): IntakeNote {
  return {
    ...version,
    landedAt: version.landedAt.toISOString(),
    bronzeKey: refusal === undefined ? bronzeKey(version.key, version.versionId) : null,
    reason: refusal?.reason ?? null,
    detail: refusal?.detail ?? null,
  };
}
