import { ListObjectVersionsCommand, type ObjectVersion, type S3Client } from '@aws-sdk/client-s3';

/** Every version under a prefix, key by key, the newest of a key first; delete markers are left out. */
export async function* listVersions(s3: S3Client, bucket: string, prefix = ''): AsyncGenerator<ObjectVersion> {
  let more: { KeyMarker: string | undefined; VersionIdMarker: string | undefined } | undefined;
  do {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...more }));
    yield* page.Versions ?? [];
    more = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : undefined;
  } while (more !== undefined);
}
