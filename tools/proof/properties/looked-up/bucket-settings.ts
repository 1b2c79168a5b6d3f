import { type JsonObject, type Resource, textsWithin } from '../../../../packages/iam-proof/index.ts';
import { customerKey } from '../../promise/customer-key.ts';
import { LAYERS, type Places } from '../../promise/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { at, broken, buckets, isFilled, lacks, objectsIn, ofType, type Setting } from './settings.ts';

const PROPERTY = 'buckets are closed, keep what they get, and say who asked';
const ENCRYPTION = 'BucketEncryption.ServerSideEncryptionConfiguration';
/** A mistake is noticed within a week. */
const FEWEST_DAYS = 7;
const BLOCKS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

const every = buckets(...LAYERS);

const SETTINGS: readonly Setting[] = [
  [
    every,
    'it must block public access in all four ways',
    (bucket) => BLOCKS.every((name) => at(bucket, `PublicAccessBlockConfiguration.${name}`) === true),
  ],
  [every, 'it must own every object in it (BucketOwnerEnforced)', isOwner],
  [every, 'it must have no access control list', lacks('AccessControl')],
  [every, 'no browser may ask it from another site (CORS)', lacks('CorsConfiguration')],
  [every, 'it must encrypt what it keeps', (bucket) => isFilled(at(bucket, ENCRYPTION))],
  [
    buckets('landing'),
    'it must encrypt without a key of KMS, which a plant would need a right on',
    (bucket) => textsWithin(at(bucket, ENCRYPTION)).includes('AES256'),
  ],
  [
    buckets('landing'),
    'what it holds must expire: bronze has its copy',
    (bucket) => rulesOf(bucket).some((rule) => rule.ExpirationInDays !== undefined && rule.Prefix === undefined),
  ],
  [
    buckets('landing'),
    'it must tell the event bus of every new object',
    (bucket) => at(bucket, 'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled') === true,
  ],
  [
    buckets('landing', 'bronze'),
    'it must keep every version',
    (bucket) => at(bucket, 'VersioningConfiguration.Status') === 'Enabled',
  ],
  [buckets('bronze'), 'nothing in it may expire', (bucket) => !rulesOf(bucket).some(expires)],
  [
    buckets('silver', 'gold'),
    'nothing in it may expire but what a run hands from step to step',
    (bucket) => !rulesOf(bucket).some((rule) => expires(rule) && rule.Prefix !== '_exchange/'),
  ],
  [
    buckets('bronze'),
    'where data is kept for good, no version may be deleted for a week (Object Lock)',
    (bucket) => !isRetained(bucket) || isLocked(bucket),
  ],
  [
    ofData,
    'it goes with its stack, and other buckets stay',
    (each, places) => isRetained(each) || !every(places).some(isRetained),
  ],
];

/** Settings of each bucket, by itself and beside the others. */
export function bucketSettingFindings(places: Places): Finding[] {
  return broken(SETTINGS, places, breaking(PROPERTY, 'configuration'));
}

/** Buckets, their policies and their key: where one stays behind its stack, all do. */
function ofData(places: Places): Resource[] {
  const all = every(places);
  const policies = ofType('AWS::S3::BucketPolicy')(places);
  const keys = ofType('AWS::KMS::Key')(places);
  return [
    ...all,
    ...policies.filter(({ properties }) => all.some(({ ref }) => ref === properties.Bucket)),
    ...keys.filter(({ arn }) => arn === customerKey(places)),
  ];
}

function isOwner(bucket: Resource): boolean {
  const rules = objectsIn(at(bucket, 'OwnershipControls.Rules'));
  return rules.length > 0 && rules.every(({ ObjectOwnership }) => ObjectOwnership === 'BucketOwnerEnforced');
}

function isLocked(bucket: Resource): boolean {
  return (
    bucket.properties.ObjectLockEnabled === true &&
    at(bucket, 'ObjectLockConfiguration.ObjectLockEnabled') === 'Enabled' &&
    Number(at(bucket, 'ObjectLockConfiguration.Rule.DefaultRetention.Days')) >= FEWEST_DAYS
  );
}

function isRetained({ attributes: { DeletionPolicy: policy } }: Resource): boolean {
  return policy === 'RetainExceptOnCreate' || policy === 'Retain';
}

function rulesOf(bucket: Resource): JsonObject[] {
  return objectsIn(at(bucket, 'LifecycleConfiguration.Rules'));
}

function expires(rule: JsonObject): boolean {
  return Object.keys(rule).some((name) => /Expiration|Transition/.test(name));
}
