/**
 * A CDK grant used by mistake: the actions are those that aws-cdk-lib 2.276.0 writes, its resources those of landing, of
 * the stream and of a customer's key.
 */

import { together } from '../../edit/edits.ts';
import { intake, intakeQueue, integrator, plantSecret, sender } from '../../edit/find.ts';
import { attribute, type Given, on, onAll, onRegional, ref, streamArn } from '../../edit/given.ts';
import { allow } from '../../edit/rights.ts';
import { type Mutant, mistake, mistakes } from '../../mutant.ts';

const BUCKET_READ = ['s3:GetBucket*', 's3:GetObject*', 's3:List*'];
const BUCKET_PUT = [
  's3:Abort*',
  's3:PutObject',
  's3:PutObjectLegalHold',
  's3:PutObjectRetention',
  's3:PutObjectTagging',
  's3:PutObjectVersionTagging',
];
const DELETE = 's3:DeleteObject*';
const STREAM_READ = [
  'kinesis:DescribeStreamSummary',
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
  'kinesis:ListShards',
  'kinesis:SubscribeToShard',
  'kinesis:DescribeStream',
  'kinesis:ListStreams',
  'kinesis:DescribeStreamConsumer',
];
const KEY_ENCRYPT = ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];
const QUEUE_CONSUME = [
  'sqs:ReceiveMessage',
  'sqs:ChangeMessageVisibility',
  'sqs:GetQueueUrl',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
];

const key = onRegional('kms', 'key/6f0c6e2e-0000-4000-8000-000000000001');

const granted = (grant: string, action: Given, resource: Given): Mutant =>
  mistake('identity', `${grant} to a sender`, allow(sender, action, resource));

export const GRANTS: readonly Mutant[] = [
  granted('landing.grantRead', BUCKET_READ, onAll('landing')),
  granted('landing.grantPut', BUCKET_PUT, on('landing/*')),
  granted('landing.grantWrite', [...BUCKET_PUT, DELETE], onAll('landing')),
  granted('landing.grantReadWrite', [...BUCKET_READ, ...BUCKET_PUT, DELETE], onAll('landing')),
  granted('landing.grantDelete', DELETE, on('landing/*')),
  granted('landing.grantPutAcl', ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'], on('landing/*')),
  granted('stream.grantRead', STREAM_READ, streamArn),
  granted('stream.grantWrite', ['kinesis:ListShards', 'kinesis:PutRecord', 'kinesis:PutRecords'], streamArn),
  granted('stream.grantReadWrite', [...STREAM_READ, 'kinesis:PutRecord', 'kinesis:PutRecords'], streamArn),
  granted('queue.grantConsumeMessages', QUEUE_CONSUME, attribute(intakeQueue)),
  granted("grantWrite of a stream with a customer's key", KEY_ENCRYPT, key),
  ...mistakes('identity', {
    "grantPut of a bucket with a customer's key to a sender": together(
      allow(sender, BUCKET_PUT, on('landing/*')),
      allow(sender, [...KEY_ENCRYPT, 'kms:Decrypt'], key),
    ),
    'secret.grantRead to a PI Integrator': allow(
      integrator,
      ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      ref(plantSecret),
    ),
    'landing.grantRead of a prefix to a PI Integrator': allow(integrator, BUCKET_READ, [
      on('landing'),
      on('landing/site=*'),
    ]),
    'bronze.grantReadWrite to the intake': allow(intake, [...BUCKET_READ, ...BUCKET_PUT, DELETE], onAll('bronze')),
  }),
];
