import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Config } from '../../lib/config/config.ts';
import { NOTE_FOLDERS } from '../../lib/contract/index.ts';
import type { Clients } from './aws.ts';

/** Keys of every note that the intake has written. */
export async function notedKeys({
  deployer,
  config,
}: {
  readonly deployer: Pick<Clients, 's3'>;
  readonly config: Pick<Config, 'buckets'>;
}): Promise<string[]> {
  const keys: string[] = [];
  for (const folder of Object.values(NOTE_FOLDERS)) {
    const list = { Bucket: config.buckets.bronze, Prefix: folder };
    for await (const page of paginateListObjectsV2({ client: deployer.s3 }, list)) {
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    }
  }
  return keys;
}
