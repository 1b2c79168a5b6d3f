import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Clients } from '../aws.ts';
import { formOf, type Ground, put, type Verb } from './ground.ts';

/** Reading and writing the layers behind the inner door, where a plant has no right at all. */
export function layerVerbs(ground: Ground): Verb[] {
  return (['bronze', 'silver', 'gold'] as const).flatMap((layer): Verb[] => {
    const Bucket = ground.buckets[layer];
    const Key = ground.existing[layer];
    const probe = `_probe/${ground.runPrefix}.txt`;
    const remove = ({ s3 }: Clients): Promise<unknown> => s3.send(new DeleteObjectCommand({ Bucket, Key: probe }));
    return [
      {
        name: 'GetObject',
        target: layer,
        wanted: 'refused',
        send: ({ s3 }) => s3.send(new GetObjectCommand({ Bucket, Key })),
      },
      {
        name: 'ListObjectsV2',
        target: layer,
        wanted: 'refused',
        send: ({ s3 }) => s3.send(new ListObjectsV2Command({ Bucket })),
      },
      {
        name: 'PutObject',
        target: layer,
        wanted: 'refused',
        prepare: remove,
        send: ({ s3 }) => put(s3, Bucket, probe, formOf(ground)),
        cleanUp: remove,
      },
    ];
  });
}
