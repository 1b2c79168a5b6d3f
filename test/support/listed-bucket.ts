import type {
  ListObjectsV2CommandInput,
  ListObjectsV2CommandOutput,
  ListObjectVersionsCommandInput,
  ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';

const PAGE = 1000;

export interface ListedObject {
  readonly Key: string;
  readonly LastModified: Date;
  readonly Size?: number;
}

/** A page of a bucket's listing as S3 gives it: in order of keys, a thousand at most. `objects` are in order. */
export function objectsPage(
  objects: readonly ListedObject[],
  { Prefix = '', StartAfter = '', ContinuationToken, EncodingType: encoding }: ListObjectsV2CommandInput,
): Pick<ListObjectsV2CommandOutput, 'Contents' | 'IsTruncated' | 'NextContinuationToken' | 'EncodingType'> {
  const after = ContinuationToken ?? StartAfter;
  const start = firstIndex(objects, (key) => key > after && key >= Prefix);
  const end = firstIndex(objects, (key) => key >= Prefix && !key.startsWith(Prefix));
  const Contents = objects.slice(start, Math.min(start + PAGE, end));
  const isTruncated = start + PAGE < end;
  const last = Contents.at(-1)?.Key;
  return {
    Contents: Contents.map((object) => ({ ...object, Key: encoded(object.Key, encoding) })),
    IsTruncated: isTruncated,
    ...(isTruncated && last && { NextContinuationToken: last }),
    ...(encoding && { EncodingType: encoding }),
  };
}

/** As {@link objectsPage}, of versions: here each key has one, `v`. */
export function versionsPage(
  objects: readonly ListedObject[],
  { Prefix, KeyMarker, EncodingType: encoding }: ListObjectVersionsCommandInput,
): Pick<
  ListObjectVersionsCommandOutput,
  'Versions' | 'IsTruncated' | 'NextKeyMarker' | 'NextVersionIdMarker' | 'EncodingType'
> {
  const { Contents = [], IsTruncated = false } = objectsPage(objects, {
    Bucket: '',
    Prefix: Prefix ?? '',
    ...(KeyMarker !== undefined && { StartAfter: KeyMarker }),
    ...(encoding && { EncodingType: encoding }),
  });
  return {
    Versions: Contents.map(({ Key, LastModified }) => ({ Key, LastModified, VersionId: 'v' })),
    IsTruncated,
    NextKeyMarker: Contents.at(-1)?.Key,
    NextVersionIdMarker: 'v',
    ...(encoding && { EncodingType: encoding }),
  };
}

function encoded(key: string, encoding: string | undefined): string {
  return encoding === 'url' ? encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+') : key;
}

/** Index of the first object for whose key, and all after it, `holds`. */
function firstIndex(objects: readonly ListedObject[], holds: (key: string) => boolean): number {
  let [low, high] = [0, objects.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(objects[middle]?.Key ?? '')) high = middle;
    else low = middle + 1;
  }
  return low;
}
