import { ListObjectVersionsCommand, type ObjectVersion, type S3Client } from '@aws-sdk/client-s3';
import { ENCODED, listedKey } from './listed-key.ts';

/** Every version under a prefix, key by key, the newest of a key first; delete markers are left out. */
export async function* listVersions(s3: S3Client, bucket: string, prefix = ''): AsyncGenerator<ObjectVersion> {
  let more: { KeyMarker: string | undefined; VersionIdMarker: string | undefined } | undefined;
  do {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...ENCODED, ...more }));
    const decoded = (key: string | undefined): string | undefined => listedKey(key, page.EncodingType);
    for (const version of page.Versions ?? []) yield { ...version, Key: decoded(version.Key) };
    more = page.IsTruncated
      ? { KeyMarker: decoded(page.NextKeyMarker), VersionIdMarker: page.NextVersionIdMarker }
      : undefined;
  } while (more !== undefined);
}
