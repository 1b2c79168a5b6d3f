/** A setting of a bucket that opens it, or by which it does not keep what it must. */

import { append, put, set, unset } from '../../edit/edits.ts';
import { type BucketLayer, bucket, bucketPolicy } from '../../edit/find.ts';
import type { Json } from '../../edit/template.ts';
import { type Mutant, mistake, mistakesOf } from '../../mutant.ts';

const setting = mistakesOf('configuration');

const has = (layer: BucketLayer, words: string, path: string, value: Json): Mutant =>
  setting(`${layer} ${words}`, (assembly) => set(bucket(assembly, layer), path, value));
const lacks = (layer: BucketLayer, words: string, path: string): Mutant =>
  setting(`${layer} has no ${words}`, (assembly) => unset(bucket(assembly, layer), path));

const PUBLIC = 'PublicAccessBlockConfiguration';

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
  mistake('chain', 'gold is a website', (assembly) =>
    set(bucket(assembly, 'gold'), 'WebsiteConfiguration', { IndexDocument: 'index.html' }),
  ),
  has('gold', 'answers to pages of any site', 'CorsConfiguration', {
    CorsRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }],
  }),
  lacks('landing', 'access log', 'LoggingConfiguration'),
  lacks('bronze', 'access log', 'LoggingConfiguration'),
  lacks('landing', 'events for the intake', 'NotificationConfiguration'),
  lacks('landing', 'end of what it keeps', 'LifecycleConfiguration'),
  setting('bronze deletes what is a month old', (assembly) =>
    append(bucket(assembly, 'bronze'), 'LifecycleConfiguration.Rules', {
      Id: 'expiry',
      Status: 'Enabled',
      ExpirationInDays: 30,
    }),
  ),
  setting('bronze moves objects where no job reads them', (assembly) =>
    append(bucket(assembly, 'bronze'), 'LifecycleConfiguration.Rules', {
      Id: 'archive',
      Status: 'Enabled',
      Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 1 }],
    }),
  ),
  mistake(['configuration', 'object lock'], 'bronze has no lock', (assembly) => {
    unset(bucket(assembly, 'bronze'), 'ObjectLockEnabled');
    unset(bucket(assembly, 'bronze'), 'ObjectLockConfiguration');
  }),
  mistake(['configuration', 'object lock'], 'bronze has a lock that holds nothing by default', (assembly) =>
    unset(bucket(assembly, 'bronze'), 'ObjectLockConfiguration.Rule'),
  ),
  mistake(['configuration', 'object lock'], 'bronze is locked for a day', (assembly) =>
    set(bucket(assembly, 'bronze'), 'ObjectLockConfiguration.Rule.DefaultRetention.Days', 1),
  ),
  mistake(['configuration', 'retained'], 'bronze goes with its stack', (assembly) =>
    put(bucket(assembly, 'bronze').resource, 'DeletionPolicy', 'Delete'),
  ),
  mistake(['configuration', 'retained'], "landing's policy goes with the stack while the bucket stays", (assembly) =>
    put(bucketPolicy(assembly, 'landing').resource, 'DeletionPolicy', 'Delete'),
  ),
];
