/** A setting of a bucket that opens it, or by which it does not keep what it must. */

import { type At, append, set, together, unset } from '../../edit/edits.ts';
import { type BucketLayer, bucket, bucketPolicy, type Finder } from '../../edit/find.ts';
import type { Json } from '../../edit/template.ts';
import { type Mutant, mistake, mistakes } from '../../mutant.ts';

const has = (layer: BucketLayer, words: string, path: string, value: Json): Mutant =>
  mistake('configuration', `${layer} ${words}`, set(bucket(layer), { [path]: value }));
const lacks = (layer: BucketLayer, words: string, path: string): Mutant =>
  mistake('configuration', `${layer} has no ${words}`, unset(bucket(layer), path));

/** A resource itself, and not its properties. */
const itself =
  (of: Finder): At =>
  (assembly) =>
    of(assembly).resource;

const PUBLIC = 'PublicAccessBlockConfiguration';
const RULES = 'LifecycleConfiguration.Rules';

export const BUCKET_SETTINGS: readonly Mutant[] = [
  lacks('landing', 'public access block', PUBLIC),
  has('landing', 'takes policies that are public', `${PUBLIC}.BlockPublicPolicy`, false),
  has('bronze', 'is open to whom a public policy lets in', `${PUBLIC}.RestrictPublicBuckets`, false),
  has('silver', 'takes access lists that are public', `${PUBLIC}.BlockPublicAcls`, false),
  has('gold', 'heeds access lists that are public', `${PUBLIC}.IgnorePublicAcls`, false),
  has('access-logs', 'is closed to nobody', PUBLIC, {}),
  has('landing', 'leaves objects to who wrote them', 'OwnershipControls', {
    Rules: [{ ObjectOwnership: 'ObjectWriter' }],
  }),
  lacks('bronze', 'ownership controls', 'OwnershipControls'),
  has('gold', 'has a public access list', 'AccessControl', 'PublicRead'),
  has('landing', 'keeps one version', 'VersioningConfiguration.Status', 'Suspended'),
  lacks('landing', 'versioning', 'VersioningConfiguration'),
  lacks('silver', 'encryption of its own', 'BucketEncryption'),
  has('landing', 'encrypts with a key of KMS', 'BucketEncryption.ServerSideEncryptionConfiguration', [
    { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
  ]),
  has('gold', 'answers to pages of any site', 'CorsConfiguration', {
    CorsRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }],
  }),
  lacks('landing', 'access log', 'LoggingConfiguration'),
  lacks('bronze', 'access log', 'LoggingConfiguration'),
  lacks('landing', 'events for the intake', 'NotificationConfiguration'),
  lacks('landing', 'end of what it keeps', 'LifecycleConfiguration'),
  ...mistakes('chain', {
    'gold is a website': set(bucket('gold'), { WebsiteConfiguration: { IndexDocument: 'index.html' } }),
  }),
  ...mistakes('configuration', {
    'bronze deletes what is a month old': append(bucket('bronze'), RULES, {
      Id: 'expiry',
      Status: 'Enabled',
      ExpirationInDays: 30,
    }),
    'bronze deletes under the prefix that a run of silver empties': append(bucket('bronze'), RULES, {
      Id: 'scratch',
      Status: 'Enabled',
      Prefix: '_exchange/',
      ExpirationInDays: 3,
    }),
    'silver deletes tables with what a run leaves': append(bucket('silver'), RULES, {
      Id: 'tables',
      Status: 'Enabled',
      Prefix: '',
      ExpirationInDays: 3,
    }),
    'bronze moves objects where no job reads them': append(bucket('bronze'), RULES, {
      Id: 'archive',
      Status: 'Enabled',
      Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 1 }],
    }),
  }),
  ...mistakes(['configuration', 'object lock'], {
    'bronze has no lock': together(
      unset(bucket('bronze'), 'ObjectLockEnabled'),
      unset(bucket('bronze'), 'ObjectLockConfiguration'),
    ),
    'bronze has a lock that holds nothing by default': unset(bucket('bronze'), 'ObjectLockConfiguration.Rule'),
    'bronze is locked for a day': set(bucket('bronze'), { 'ObjectLockConfiguration.Rule.DefaultRetention.Days': 1 }),
  }),
  ...mistakes(['configuration', 'retained'], {
    'bronze goes with its stack': set(itself(bucket('bronze')), { DeletionPolicy: 'Delete' }),
    "landing's policy goes with the stack while the bucket stays": set(itself(bucketPolicy('landing')), {
      DeletionPolicy: 'Delete',
    }),
  }),
];
