import { AbortMultipartUploadCommand, CreateMultipartUploadCommand, DeleteObjectCommand } from '@aws-sdk/client-s3';
import { landingPrefix, PROBE_VIEW } from '../../../lib/contract.ts';
import { formOf, type Ground, probeFolder, put, type Verb } from './ground.ts';

/** What a plant may do: put, in one request or in parts, under its own prefix. */
export function intendedWrites(ground: Ground): Verb[] {
  const { landing } = ground.buckets;
  const key = (name: string): string => `${probeFolder(ground)}${name}-${Date.now()}.txt`;
  const single = key('single');
  const parted = key('parted');
  return [
    {
      name: 'PutObject',
      target: 'own prefix',
      wanted: 'accepted',
      send: ({ s3 }) => put(s3, landing, single, formOf(ground)),
    },
    {
      name: 'CreateMultipartUpload, AbortMultipartUpload',
      target: 'own prefix',
      wanted: 'accepted',
      send: async ({ s3 }) => {
        const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket: landing, Key: parted }));
        await s3.send(new AbortMultipartUploadCommand({ Bucket: landing, Key: parted, UploadId }));
      },
    },
  ];
}

/** Every way to put where, or in a form in which, a plant must not, and to delete. */
export function forbiddenWrites(ground: Ground): Verb[] {
  return [...deletes(ground), ...foreignPuts(ground), ...dangerousPuts(ground)];
}

function deletes(ground: Ground): Verb[] {
  const Bucket = ground.buckets.landing;
  const Key = `${probeFolder(ground)}delete.txt`;
  return [
    {
      name: 'DeleteObject',
      target: 'its own object',
      wanted: 'refused',
      prepare: ({ s3 }) => put(s3, Bucket, Key),
      send: ({ s3 }) => s3.send(new DeleteObjectCommand({ Bucket, Key })),
    },
  ];
}

function foreignPuts(ground: Ground): Verb[] {
  const { landing } = ground.buckets;
  const tail = `view=${PROBE_VIEW}/run=${ground.runPrefix}/foreign.txt`;
  const places: Record<string, string> = {
    'landing, outside every prefix': `run=${ground.runPrefix}/foreign.txt`,
    "landing, the other site's prefix": `${landingPrefix(ground.otherSite, ground.otherProfile)}${tail}`,
    'landing, a prefix that begins as its own': `site=${ground.site}-2/feeder=${ground.profile}/${tail}`,
    'landing, its own site by another feeder': `site=${ground.site}/feeder=other/${tail}`,
  };
  return Object.entries(places).map(([target, key]) => ({
    name: 'PutObject',
    target,
    wanted: 'refused',
    prepare: ({ s3 }) => s3.send(new DeleteObjectCommand({ Bucket: landing, Key: key })),
    send: ({ s3 }) => put(s3, landing, key, formOf(ground)),
    cleanUp: ({ s3 }) => s3.send(new DeleteObjectCommand({ Bucket: landing, Key: key })),
  }));
}

function dangerousPuts(ground: Ground): Verb[] {
  const { landing } = ground.buckets;
  const key = `${probeFolder(ground)}dangerous.txt`;
  const dangerous = { name: 'PutObject', wanted: 'refused' } as const;
  const remove: Verb['prepare'] = ({ s3 }) => s3.send(new DeleteObjectCommand({ Bucket: landing, Key: key }));
  const verbs: Verb[] = [
    {
      ...dangerous,
      target: 'own prefix, in an archive class',
      prepare: remove,
      send: ({ s3 }) => put(s3, landing, key, { ...formOf(ground), StorageClass: 'GLACIER' }),
    },
  ];
  if (ground.profile !== 'sender') return verbs;
  return [
    ...verbs,
    {
      ...dangerous,
      target: 'over its own object, without If-None-Match',
      prepare: ({ s3 }) => put(s3, landing, key),
      send: ({ s3 }) => put(s3, landing, key),
    },
  ];
}
