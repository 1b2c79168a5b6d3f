import { isList, isObject, type Json, type JsonObject, type Resource } from '../../../../packages/iam-proof/index.ts';
import { LAYERS, type Layer, type Places } from '../../promise/places.ts';
import type { Finding } from '../finding.ts';

/** One setting of a bucket: what it must be, and for which layers. */
interface Setting {
  readonly message: string;
  readonly layers: readonly Layer[];
  readonly holds: (bucket: Resource) => boolean;
}

const DATA: readonly Layer[] = ['landing', 'bronze', 'silver', 'gold'];
/** A mistake is noticed within a week. */
const FEWEST_DAYS = 7;
const BLOCKS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

const SETTINGS: readonly Setting[] = [
  {
    message: 'it must block public access in all four ways',
    layers: LAYERS,
    holds: (bucket) => BLOCKS.every((name) => at(bucket, 'PublicAccessBlockConfiguration', name) === true),
  },
  {
    message: 'it must own every object in it (BucketOwnerEnforced), without an access control list',
    layers: LAYERS,
    holds: (bucket) =>
      JSON.stringify(at(bucket, 'OwnershipControls', 'Rules')) === '[{"ObjectOwnership":"BucketOwnerEnforced"}]' &&
      bucket.properties.AccessControl === undefined,
  },
  {
    message: 'it must encrypt what it keeps',
    layers: LAYERS,
    holds: (bucket) => isFilled(at(bucket, 'BucketEncryption', 'ServerSideEncryptionConfiguration')),
  },
  {
    message: 'it must encrypt without a key of KMS, which a plant would need a right on',
    layers: ['landing'],
    holds: ({ properties }) => JSON.stringify(properties.BucketEncryption).includes('"SSEAlgorithm":"AES256"'),
  },
  {
    message: 'what it holds must expire: bronze has its copy',
    layers: ['landing'],
    holds: (bucket) => rulesOf(bucket).some((rule) => rule.ExpirationInDays !== undefined && rule.Prefix === undefined),
  },
  {
    message: 'it must keep every version',
    layers: ['landing', 'bronze'],
    holds: (bucket) => at(bucket, 'VersioningConfiguration', 'Status') === 'Enabled',
  },
  {
    message: 'it must log who asks for its objects',
    layers: DATA,
    holds: (bucket) => typeof at(bucket, 'LoggingConfiguration', 'DestinationBucketName') === 'string',
  },
  { message: 'no browser may ask it from another site (CORS)', layers: LAYERS, holds: lacks('CorsConfiguration') },
  {
    message: 'it must tell the event bus of every new object',
    layers: ['landing'],
    holds: (bucket) =>
      JSON.stringify(at(bucket, 'NotificationConfiguration', 'EventBridgeConfiguration'))?.includes('true') ?? false,
  },
  {
    message: 'nothing in it may expire',
    layers: ['bronze', 'silver', 'gold'],
    holds: (bucket) => rulesOf(bucket).every((rule) => rule.Prefix === '_export/' || !Object.keys(rule).some(expires)),
  },
  {
    message: 'where data is kept for good, no version may be deleted for a week (Object Lock)',
    layers: ['bronze'],
    holds: (bucket) =>
      bucket.attributes.DeletionPolicy !== 'Retain' ||
      (bucket.properties.ObjectLockEnabled === true &&
        at(bucket, 'ObjectLockConfiguration', 'ObjectLockEnabled') === 'Enabled' &&
        Number(at(bucket, 'ObjectLockConfiguration', 'Rule', 'DefaultRetention', 'Days')) >= FEWEST_DAYS),
  },
];

/** What a bucket must be set to, since no policy says it. */
export function bucketSettingFindings(places: Places): Finding[] {
  return SETTINGS.flatMap(({ message, layers, holds }) =>
    layers
      .map((layer) => places.bucketResource(layer))
      .filter((bucket) => !holds(bucket))
      .map(({ source }) => ({
        property: 'buckets are closed, keep what they get, and say who asked',
        layer: 'configuration',
        who: source,
        message,
        by: [source],
      })),
  );
}

function at({ properties }: Resource, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), properties);
}

function rulesOf(bucket: Resource): JsonObject[] {
  const rules = at(bucket, 'LifecycleConfiguration', 'Rules');
  return isList(rules) ? rules.filter(isObject) : [];
}

function expires(name: string): boolean {
  return /Expiration|Transition/.test(name);
}

function isFilled(value: Json | undefined): boolean {
  return isList(value) && value.length > 0;
}

function lacks(name: string): (bucket: Resource) => boolean {
  return ({ properties }) => properties[name] === undefined;
}
