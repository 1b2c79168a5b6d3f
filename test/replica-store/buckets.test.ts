import { loadConfig } from '../../lib/config/load-config.ts';
import { propertiesOf, synthesize, templateOf } from '../support/stacks.ts';

interface Expiry {
  readonly Prefix?: string;
  readonly ExpirationInDays: number;
}

const LAYERS = ['AccessLogs', 'Landing', 'Bronze', 'Silver', 'Gold'];
const local = templateOf(await synthesize(), 'replica-store');
const prod = templateOf(await synthesize(loadConfig('prod')), 'replica-store');

const bucket = (template: typeof local, layer: string): Record<string, unknown> =>
  propertiesOf(template, 'AWS::S3::Bucket', layer);

test('the gold bucket has the name that the data scientist types', () => {
  expect(bucket(local, 'Gold').BucketName).toBe('my-plant-data-gold');
});

test.each([
  ['AccessLogs', 'access-logs'],
  ['Landing', 'landing'],
  ['Bronze', 'bronze'],
  ['Silver', 'silver'],
  ['Gold', 'gold'],
])('%s is tagged as the layer %s', (id, layer) => {
  expect(bucket(local, id).Tags).toContainEqual({ Key: 'airlock:layer', Value: layer });
});

test.each(LAYERS)('%s is encrypted by S3, owned by the account and closed to the public', (layer) => {
  expect(bucket(local, layer)).toMatchObject({
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  });
});

test.each(['Landing', 'Bronze'])('%s keeps every version', (layer) => {
  expect(bucket(local, layer).VersioningConfiguration).toEqual({ Status: 'Enabled' });
});

test('landing sends its events without a role that could change notifications', () => {
  expect(bucket(local, 'Landing').NotificationConfiguration).toEqual({
    EventBridgeConfiguration: { EventBridgeEnabled: true },
  });
  local.resourceCountIs('Custom::S3BucketNotifications', 0);
});

test('prod locks bronze and no other bucket', () => {
  const locked = LAYERS.filter((layer) => bucket(prod, layer).ObjectLockEnabled === true);
  expect(locked).toEqual(['Bronze']);
  expect(bucket(prod, 'Bronze').ObjectLockConfiguration).toMatchObject({
    Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } },
  });
  expect(LAYERS.filter((layer) => 'ObjectLockConfiguration' in bucket(local, layer))).toEqual([]);
});

test('prod retains every bucket with its policy, local destroys them', () => {
  const policies = (template: typeof local, type: string): unknown[] =>
    Object.values(template.findResources(type)).map((resource) => resource.DeletionPolicy);
  expect(new Set(policies(prod, 'AWS::S3::Bucket'))).toEqual(new Set(['RetainExceptOnCreate']));
  expect(new Set(policies(prod, 'AWS::S3::BucketPolicy'))).toEqual(new Set(['RetainExceptOnCreate']));
  expect(new Set(policies(local, 'AWS::S3::Bucket'))).toEqual(new Set(['Delete']));
});

test.each([
  ['AccessLogs', { '': 365 }],
  ['Landing', { '': 30 }],
  ['Bronze', {}],
  ['Silver', { '_exchange/': 3 }],
  ['Gold', { '_exchange/': 3 }],
])('in %s expires %j, in days by prefix, and nothing else: no rebuild needs it', (layer, wanted) => {
  const { Rules } = Object(bucket(prod, layer).LifecycleConfiguration);
  const expiring = Rules.filter((rule: object) => 'ExpirationInDays' in rule || 'NoncurrentVersionExpiration' in rule);
  const days = expiring.map(({ Prefix = '', ExpirationInDays }: Expiry) => [Prefix, ExpirationInDays]);
  expect(Object.fromEntries(days)).toEqual(wanted);
});
