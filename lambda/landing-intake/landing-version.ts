import type { ObjectVersion, S3Client } from '@aws-sdk/client-s3';
import { listVersions } from '../runtime/list-versions.ts';

/** One version of a landing object, as its bucket lists it. */
export interface LandingVersion {
  readonly key: string;
  readonly versionId: string;
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
  readonly landedAt: Date;
  /** Number of older versions of the key. */
  readonly ordinal: number;
}

/**
 * Looks a version up by the versions of its key: only they tell the order of two puts within one second. Undefined where
 * landing holds it no more.
 */
export async function findVersion(
  s3: S3Client,
  bucket: string,
  key: string,
  versionId: string,
): Promise<LandingVersion | undefined> {
  const newestFirst = await versionsOf(s3, bucket, key);
  const index = newestFirst.findIndex((version) => version.VersionId === versionId);
  const { ETag, Size, LastModified } = newestFirst[index] ?? {};
  if (ETag === undefined || Size === undefined || LastModified === undefined) return undefined;
  return {
    key,
    versionId,
    etag: ETag.replaceAll('"', ''),
    size: Size,
    landedAt: LastModified,
    ordinal: newestFirst.length - 1 - index,
  };
}

async function versionsOf(s3: S3Client, bucket: string, key: string): Promise<ObjectVersion[]> {
  const versions: ObjectVersion[] = [];
  for await (const version of listVersions(s3, bucket, key)) {
    // Keys come in order: the first longer one ends this key's versions.
    if (version.Key !== key) break;
    versions.push(version);
  }
  return versions;
}
