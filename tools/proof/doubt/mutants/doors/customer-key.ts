/** The customer's key, used by somebody who has no business with it, or by nobody where it should be. */

import { append, lets, set, unset, widen } from '../../edit/edits.ts';
import {
  boundaryOf,
  bucket,
  cleaner,
  customerKey,
  type Finder,
  find,
  goldReader,
  intake,
  intakeQueue,
  pipelineRole,
  sender,
  stream,
  topic,
} from '../../edit/find.ts';
import {
  arnOf,
  FOREIGN_ACCOUNT,
  type Given,
  type GivenObject,
  type On,
  on,
  onRegional,
  whereabouts,
} from '../../edit/given.ts';
import { allow, allowed, aws } from '../../edit/rights.ts';
import { hasSid, ownStatement, statement } from '../../edit/statements.ts';
import { type JsonObject, listed, object, type Resource } from '../../edit/template.ts';
import { type Mutant, mistake, mistakes } from '../../mutant.ts';

const IDENTITY = ['identity', 'customer key'] as const;
const S3_CONTEXT = 'kms:EncryptionContext:aws:s3:arn';
const OF_OBJECTS = `Condition.ArnLike.${S3_CONTEXT}`;

const under = (who: Finder, sid: string): On<JsonObject> => ownStatement(who, `called ${sid}`, hasSid(sid));
const decrypts = (who: Finder): On<JsonObject> => under(who, 'DecryptObjects');
const encryptsRecords = under(sender, 'EncryptRecords');

/** The key as the identity's own stack names it. */
const keyOf =
  (who: Finder, sid: string): On =>
  (assembly) =>
    under(who, sid)(assembly).Resource ?? null;

/** One more right on the key of somebody who has one. */
const uses = (words: string, who: Finder, sid: string, action: Given, when?: GivenObject): Mutant =>
  mistake(IDENTITY, words, allow(who, action, keyOf(who, sid), when));

/** The key of bronze, for what stands in its stack. */
const key: On = (assembly) => {
  const rules = object(bucket('bronze')(assembly).properties.BucketEncryption, 'encryption');
  const [rule] = listed(rules.ServerSideEncryptionConfiguration);
  return object(object(rule, 'rule').ServerSideEncryptionByDefault, 'default').KMSMasterKeyID ?? null;
};
const rulesOf = (algorithm: string, KMSMasterKeyID?: Given): GivenObject => ({
  'BucketEncryption.ServerSideEncryptionConfiguration': [
    { ServerSideEncryptionByDefault: { SSEAlgorithm: algorithm, KMSMasterKeyID } },
  ],
});
const via =
  (service: string): On =>
  (assembly) =>
    `${service}.${whereabouts(assembly).region}.amazonaws.com`;
const [viaKinesis, viaS3] = [via('kinesis'), via('s3')];
const OTHER_KEY = onRegional('kms', 'key/6f0c6e2e-0000-4000-8000-000000000001');

const nodes = find('AWS::IAM::Role', "the nodes'", ({ properties }) =>
  JSON.stringify(properties.AssumeRolePolicyDocument).includes('ec2.amazonaws.com'),
);

const RIGHTS: readonly Mutant[] = [
  uses("a sender decrypts with the customer's key", sender, 'EncryptRecords', 'kms:Decrypt'),
  uses("a sender decrypts its own stream's records", sender, 'EncryptRecords', 'kms:Decrypt', {
    StringEquals: { 'kms:ViaService': viaKinesis },
  }),
  uses("a sender hands the customer's key on", sender, 'EncryptRecords', 'kms:CreateGrant'),
  uses('the intake decrypts all that is under the key, as CDK grants it', intake, 'EncryptObjects', 'kms:Decrypt'),
  uses('a job encrypts by itself', cleaner, 'EncryptObjects', ['kms:Encrypt', 'kms:ReEncrypt*']),
  ...mistakes(IDENTITY, {
    'a sender makes data keys by itself': unset(encryptsRecords, 'Condition.StringEquals'),
    'a sender makes data keys for what is no stream': unset(encryptsRecords, 'Condition.ArnEquals'),
    'a sender encrypts by way of S3': set(encryptsRecords, {
      'Condition.StringEquals.kms:ViaService': viaS3,
    }),
    "a sender encrypts into another site's stream": widen(
      encryptsRecords,
      'Condition.ArnEquals.kms:EncryptionContext:aws:kinesis:arn',
      onRegional('kinesis', 'stream/another'),
    ),
    'a notebook decrypts bronze': widen(decrypts(goldReader), OF_OBJECTS, on('bronze/*')),
    "a notebook decrypts every layer's objects": unset(decrypts(goldReader), 'Condition.ArnLike'),
    'a notebook decrypts what it got elsewhere': unset(decrypts(goldReader), 'Condition.StringEquals'),
    'a notebook encrypts into gold': set(decrypts(goldReader), { Action: ['kms:Decrypt', 'kms:GenerateDataKey'] }),
    "the cluster's nodes decrypt with any key": append(nodes, 'Policies', {
      PolicyName: 'Decrypt',
      PolicyDocument: allowed({ Action: 'kms:Decrypt', Resource: '*' }),
    }),
    'the maintenance decrypts bronze': widen(decrypts(pipelineRole('maintenance')), OF_OBJECTS, on('bronze/*')),
    'the sweep decrypts objects': set(under(pipelineRole('landing-sweep'), 'UseKeyOfMessages'), {
      'Condition.StringEquals.kms:ViaService': viaS3,
    }),
  }),
  ...mistakes(['boundary', 'customer key'], {
    "the senders' boundary lets through what the customer's key decrypts": lets(boundaryOf(sender), 'PolicyDocument', {
      Action: 'kms:Decrypt',
      Resource: keyOf(sender, 'EncryptRecords'),
    }),
  }),
];

const keyLets = (words: string, added: GivenObject): Mutant =>
  mistake(
    ['key', 'customer key'],
    `the customer's key lets ${words}`,
    lets(customerKey, 'KeyPolicy', { Resource: '*', ...added }),
  );
const ofLogs = statement(customerKey, 'KeyPolicy', 'of logs', hasSid('EncryptLogs'));

const POLICY: readonly Mutant[] = [
  keyLets('everybody do everything', { Principal: aws('*'), Action: 'kms:*' }),
  keyLets('a sender decrypt', { Principal: aws(arnOf(sender)), Action: 'kms:Decrypt' }),
  keyLets('a notebook replace its policy', { Principal: aws(arnOf(goldReader)), Action: 'kms:PutKeyPolicy' }),
  keyLets('whoever sends CloudWatch decrypt', {
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: 'kms:Decrypt',
  }),
  ...mistakes(['key', 'customer key'], {
    "logs of every account are under the customer's key": unset(ofLogs, 'Condition'),
    "another account's logs are under the customer's key": set(ofLogs, {
      'Condition.ArnLike.kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:us-east-1:${FOREIGN_ACCOUNT}:log-group:*`,
    }),
  }),
];

const PLACES: readonly Mutant[] = mistakes(['configuration', 'customer key'], {
  "landing is under the customer's key": set(bucket('landing'), rulesOf('aws:kms', key)),
  "the access logs are under the customer's key": set(bucket('access-logs'), rulesOf('aws:kms', key)),
  'silver is under no key of the customer': set(bucket('silver'), rulesOf('AES256')),
  'gold is under another key than bronze': set(bucket('gold'), rulesOf('aws:kms', OTHER_KEY)),
  "a stream is under AWS's own key": set(stream, { 'StreamEncryption.KeyId': 'alias/aws/kinesis' }),
  'what lands is queued under no key': unset(intakeQueue, 'KmsMasterKeyId'),
  'alarms wait under no key': unset(topic, 'KmsMasterKeyId'),
  "the trail's files are under no key of the customer": unset(find('AWS::CloudTrail::Trail', 'ours'), 'KMSKeyId'),
  'a log is under no key of the customer': unset(find('AWS::Logs::LogGroup', 'any'), 'KmsKeyId'),
});

const itself: On<Resource> = (assembly) => customerKey(assembly).resource;

const FATE = mistakes(['configuration', 'customer key'], {
  "the customer's key goes with its stack": set(itself, { DeletionPolicy: 'Delete' }),
});

export const CUSTOMER_KEY: readonly Mutant[] = [...RIGHTS, ...POLICY, ...PLACES, ...FATE];
