import { DeleteObjectCommand, GetBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { landingPrefix, PROBE_VIEW } from '../../../lib/contract/index.ts';
import type { Clients } from '../aws.ts';
import { probeFolder } from '../identity.ts';
import { formOf, type Ground, ownProbes, put, type Verb } from './ground.ts';

/** Every way to put where, or in a form in which, a plant must not, to delete, and to open the bucket. */
export function forbiddenWrites(ground: Ground): Verb[] {
  return [
    ...deletes(ground),
    samePolicy(ground),
    ...foreignPuts(ground),
    ...putsBehindTheDoor(ground),
    ...dangerousPuts(ground),
  ];
}

function deletes(ground: Ground): Verb[] {
  const Bucket = ground.buckets.landing;
  const Key = `${ownProbes(ground)}delete.txt`;
  // The owner looks the version's id up, since the plant must not even learn it.
  let VersionId: string | undefined;
  const common = {
    service: 's3',
    prepare: async ({ s3 }: Clients): Promise<void> => {
      VersionId = (await put(s3, Bucket, Key)).VersionId;
    },
  };
  return [
    {
      ...common,
      name: 'DeleteObject',
      target: 'its own object',
      send: ({ s3 }) => s3.send(new DeleteObjectCommand({ Bucket, Key })),
    },
    {
      ...common,
      name: 'DeleteObject (a version)',
      target: 'its own object',
      send: ({ s3 }) => s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId })),
    },
  ];
}

/** Puts the policy that stands, so that the owner's try changes nothing. */
function samePolicy({ buckets: { landing: Bucket } }: Ground): Verb {
  let Policy: string | undefined;
  return {
    service: 's3',
    name: 'PutBucketPolicy',
    target: 'landing',
    prepare: async ({ s3 }) => {
      Policy = (await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy;
    },
    send: ({ s3 }) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy })),
  };
}

function foreignPuts(ground: Ground): Verb[] {
  const { landing } = ground.buckets;
  const tail = `view=${PROBE_VIEW}/run=${ground.runPrefix}/foreign.txt`;
  const places: Record<string, string> = {
    'landing, outside every prefix': `run=${ground.runPrefix}/foreign.txt`,
    "landing, the other site's prefix": `${probeFolder(ground.otherSite, ground.otherProfile, ground.runPrefix)}foreign.txt`,
    'landing, a prefix that begins as its own': `${landingPrefix(`${ground.site}-2`, ground.profile)}${tail}`,
    'landing, its own site by another feeder': `${landingPrefix(ground.site, 'other')}${tail}`,
  };
  return Object.entries(places).map(([target, key]) => passingPut(ground, target, landing, key));
}

/** The layers behind the inner door, where a plant has no right at all. */
function putsBehindTheDoor(ground: Ground): Verb[] {
  const key = `_probe/${ground.runPrefix}.txt`;
  return (['bronze', 'silver', 'gold'] as const).map((layer) => passingPut(ground, layer, ground.buckets[layer], key));
}

/** A put whose object is gone before and after. */
function passingPut(ground: Ground, target: string, Bucket: string, Key: string): Verb {
  const remove = ({ s3 }: Clients): Promise<unknown> => s3.send(new DeleteObjectCommand({ Bucket, Key }));
  return {
    service: 's3',
    name: 'PutObject',
    target,
    prepare: remove,
    send: ({ s3 }) => put(s3, Bucket, Key, formOf(ground)),
    cleanUp: remove,
  };
}

function dangerousPuts(ground: Ground): Verb[] {
  const { landing } = ground.buckets;
  const key = `${ownProbes(ground)}dangerous.txt`;
  const dangerous = { service: 's3', name: 'PutObject' };
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
