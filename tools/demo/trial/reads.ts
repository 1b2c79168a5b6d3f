import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { landingPrefix } from '../../../lib/contract.ts';
import type { Clients } from '../aws.ts';
import { type Ground, probeFolder, put, type Verb } from './ground.ts';

/** Every way to get bytes, facts or a list back out of landing. */
export function reads(ground: Ground): Verb[] {
  return [...readsOfOwnObject(ground), ...listings(ground), ...copies(ground)];
}

function readsOfOwnObject(ground: Ground): Verb[] {
  const Bucket = ground.buckets.landing;
  const Key = `${probeFolder(ground)}own.txt`;
  const own = {
    target: 'its own object',
    wanted: 'refused',
    prepare: ({ s3 }: Clients) => put(s3, Bucket, Key),
  } as const;
  return [
    { ...own, name: 'GetObject', send: ({ s3 }) => s3.send(new GetObjectCommand({ Bucket, Key })) },
    { ...own, name: 'HeadObject', send: ({ s3 }) => s3.send(new HeadObjectCommand({ Bucket, Key })) },
    {
      ...own,
      name: 'GetObjectAttributes',
      send: ({ s3 }) => s3.send(new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ['ObjectSize'] })),
    },
    { ...own, name: 'GetObjectTagging', send: ({ s3 }) => s3.send(new GetObjectTaggingCommand({ Bucket, Key })) },
    ...versionVerbs(ground, Key),
  ];
}

/** Verbs on one version: the owner looks its id up, since the plant must not even learn it. */
function versionVerbs(ground: Ground, Key: string): Verb[] {
  const Bucket = ground.buckets.landing;
  let VersionId: string | undefined;
  const version = {
    target: 'a version of its own object',
    wanted: 'refused',
    prepare: async ({ s3 }: Clients): Promise<void> => {
      VersionId = (await put(s3, Bucket, Key)).VersionId;
    },
  } as const;
  return [
    {
      ...version,
      name: 'GetObject (version)',
      send: ({ s3 }) => s3.send(new GetObjectCommand({ Bucket, Key, VersionId })),
    },
    {
      ...version,
      name: 'DeleteObject (version)',
      send: ({ s3 }) => s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId })),
    },
  ];
}

function listings(ground: Ground): Verb[] {
  const Bucket = ground.buckets.landing;
  const Prefix = landingPrefix(ground.site, ground.profile);
  const own = { target: 'landing, its own prefix', wanted: 'refused' } as const;
  return [
    { ...own, name: 'ListObjectsV2', send: ({ s3 }) => s3.send(new ListObjectsV2Command({ Bucket, Prefix })) },
    {
      ...own,
      name: 'ListObjectVersions',
      send: ({ s3 }) => s3.send(new ListObjectVersionsCommand({ Bucket, Prefix })),
    },
    {
      ...own,
      name: 'ListMultipartUploads',
      send: ({ s3 }) => s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix })),
    },
    {
      name: 'GetBucketPolicy',
      target: 'landing',
      wanted: 'refused',
      send: ({ s3 }) => s3.send(new GetBucketPolicyCommand({ Bucket })),
    },
    {
      name: 'PutBucketPolicy',
      target: 'landing',
      wanted: 'refused',
      send: async ({ s3 }) => {
        // The policy that stands, read by whoever tries: the owner's try changes nothing.
        const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
        await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
      },
    },
  ];
}

function copies(ground: Ground): Verb[] {
  const { landing, bronze } = ground.buckets;
  const source = `${probeFolder(ground)}own.txt`;
  const copy =
    (from: string, to: string) =>
    ({ s3 }: Clients) =>
      s3.send(
        new CopyObjectCommand({
          Bucket: landing,
          Key: to,
          CopySource: from.split('/').map(encodeURIComponent).join('/'),
        }),
      );
  return [
    {
      name: 'CopyObject',
      target: 'its own object to its own prefix',
      wanted: 'refused',
      prepare: ({ s3 }) => put(s3, landing, source),
      send: copy(`${landing}/${source}`, `${probeFolder(ground)}copy-${ground.runPrefix}.txt`),
    },
    {
      name: 'CopyObject',
      target: 'a bronze object to its own prefix',
      wanted: 'refused',
      send: copy(`${bronze}/${ground.existing.bronze}`, `${probeFolder(ground)}stolen-${ground.runPrefix}.txt`),
    },
  ];
}
