import { type JsonObject, type Resource, textsWithin } from '../../../../packages/iam-proof/index.ts';
import { customerKey } from '../../promise/customer-key.ts';
import { LAYERS, type Layer, type Places } from '../../promise/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { at, broken, buckets, isFilled, lacks, objectsIn, ofType, type Setting } from './settings.ts';

const PROPERTY = 'buckets are closed, keep what they get, and say who asked';
const DATA: readonly Layer[] = ['landing', 'bronze', 'silver', 'gold'];
/** A mistake is noticed within a week. */
const FEWEST_DAYS = 7;
const BLOCKS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

const SETTINGS: readonly Setting[] = [
  {
    of: buckets(...LAYERS),
    message: 'it must block public access in all four ways',
    holds: (bucket) => BLOCKS.every((name) => at(bucket, 'PublicAccessBlockConfiguration', name) === true),
  },
  {
    of: buckets(...LAYERS),
    message: 'it must own every object in it (BucketOwnerEnforced), without an access control list',
    holds: (bucket) =>
      JSON.stringify(at(bucket, 'OwnershipControls', 'Rules')) === '[{"ObjectOwnership":"BucketOwnerEnforced"}]' &&
      bucket.properties.AccessControl === undefined,
  },
  {
    of: buckets(...LAYERS),
    message: 'it must encrypt what it keeps',
    holds: (bucket) => isFilled(at(bucket, 'BucketEncryption', 'ServerSideEncryptionConfiguration')),
  },
  {
    of: buckets('landing'),
    message: 'it must encrypt without a key of KMS, which a plant would need a right on',
    holds: ({ properties }) => textsWithin(properties.BucketEncryption).includes('AES256'),
  },
  {
    of: buckets('landing'),
    message: 'what it holds must expire: bronze has its copy',
    holds: (bucket) => rulesOf(bucket).some((rule) => rule.ExpirationInDays !== undefined && rule.Prefix === undefined),
  },
  {
    of: buckets('landing', 'bronze'),
    message: 'it must keep every version',
    holds: (bucket) => at(bucket, 'VersioningConfiguration', 'Status') === 'Enabled',
  },
  {
    of: buckets(...DATA),
    message: 'it must log who asks for its objects',
    holds: (bucket) => typeof at(bucket, 'LoggingConfiguration', 'DestinationBucketName') === 'string',
  },
  {
    of: buckets(...LAYERS),
    message: 'no browser may ask it from another site (CORS)',
    holds: lacks('CorsConfiguration'),
  },
  {
    of: buckets('landing'),
    message: 'it must tell the event bus of every new object',
    holds: (bucket) =>
      JSON.stringify(at(bucket, 'NotificationConfiguration', 'EventBridgeConfiguration'))?.includes('true') ?? false,
  },
  keepsAll('bronze'),
  keepsAll('silver', '_exchange/'),
  keepsAll('gold', '_exchange/'),
  {
    of: buckets('bronze'),
    message: 'where data is kept for good, no version may be deleted for a week (Object Lock)',
    holds: (bucket) =>
      !isRetained(bucket) ||
      (bucket.properties.ObjectLockEnabled === true &&
        at(bucket, 'ObjectLockConfiguration', 'ObjectLockEnabled') === 'Enabled' &&
        Number(at(bucket, 'ObjectLockConfiguration', 'Rule', 'DefaultRetention', 'Days')) >= FEWEST_DAYS),
  },
];

/** Buckets, their policies and their key: where one stays behind its stack, all do. */
const STAYING: Setting = {
  of: (places) => {
    const all = buckets(...LAYERS)(places);
    const policies = ofType('AWS::S3::BucketPolicy')(places);
    const keys = ofType('AWS::KMS::Key')(places);
    return [
      ...all,
      ...policies.filter(({ properties }) => all.some(({ ref }) => ref === properties.Bucket)),
      ...keys.filter(({ arn }) => arn === customerKey(places)),
    ];
  },
  message: 'it goes with its stack, and other buckets stay',
  holds: (each, places) => isRetained(each) || !buckets(...LAYERS)(places).some(isRetained),
};

/** Settings of each bucket, by itself and beside the others. */
export function bucketSettingFindings(places: Places): Finding[] {
  return broken([...SETTINGS, STAYING], places, breaking(PROPERTY, 'configuration'));
}

/** That nothing in a layer expires but what a run hands from step to step. */
function keepsAll(layer: Layer, scratch?: string): Setting {
  return {
    of: buckets(layer),
    message: 'nothing in it may expire',
    holds: (bucket) =>
      rulesOf(bucket).every(
        (rule) => !Object.keys(rule).some(expires) || (scratch !== undefined && rule.Prefix === scratch),
      ),
  };
}

function rulesOf(bucket: Resource): JsonObject[] {
  return objectsIn(at(bucket, 'LifecycleConfiguration', 'Rules'));
}

function expires(name: string): boolean {
  return /Expiration|Transition/.test(name);
}

function isRetained({ attributes }: Resource): boolean {
  return attributes.DeletionPolicy === 'RetainExceptOnCreate' || attributes.DeletionPolicy === 'Retain';
}
