import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Config } from '../../lib/config/config.ts';
import { NOTE_FOLDERS, notesSince, VERDICTS } from '../../lib/contract/index.ts';
import type { Clients } from './aws.ts';

/** Keys of the notes that the intake has written, of all days or of those that can hold one written at a moment or later. */
export async function notedKeys(
  { deployer, config }: { readonly deployer: Pick<Clients, 's3'>; readonly config: Pick<Config, 'buckets'> },
  moment?: Date,
): Promise<string[]> {
  const keys: string[] = [];
  for (const verdict of VERDICTS) {
    const since = moment && { StartAfter: notesSince(verdict, moment) };
    const list = { Bucket: config.buckets.bronze, Prefix: NOTE_FOLDERS[verdict], ...since };
    for await (const page of paginateListObjectsV2({ client: deployer.s3 }, list)) {
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    }
  }
  return keys;
}
