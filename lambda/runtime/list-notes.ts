import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { NOTE_FOLDERS, type NoteName, notesSince, parseNoteKey, type Verdict } from '../../lib/contract/index.ts';
import { ENCODED, listedKey } from './listed-key.ts';

/** A note as its bucket lists it. */
export interface ListedNote extends NoteName {
  readonly key: string;
  readonly writtenAt: Date;
}

/** The notes of the days that can hold one written at a moment or later: its cost is that of those days alone. */
export async function* listNotes(
  s3: S3Client,
  bucket: string,
  verdict: Verdict,
  moment: Date,
): AsyncGenerator<ListedNote> {
  const list = { Bucket: bucket, Prefix: NOTE_FOLDERS[verdict], StartAfter: notesSince(verdict, moment), ...ENCODED };
  for await (const { Contents: objects, EncodingType } of paginateListObjectsV2({ client: s3 }, list)) {
    for (const { Key, LastModified: writtenAt } of objects ?? []) {
      const key = listedKey(Key, EncodingType);
      const name = key === undefined ? undefined : parseNoteKey(key);
      if (key !== undefined && writtenAt !== undefined && name !== undefined) yield { ...name, key, writtenAt };
    }
  }
}
