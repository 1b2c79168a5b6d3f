/**
 * A CDK grant used by mistake: the actions are those that aws-cdk-lib 2.276.0 writes, its resources those of landing, of
 * the stream and of a customer's key.
 */

import { attribute, both, bucketArn, objects, on, regional, streamArn } from '../../edit/arn.ts';
import { allow } from '../../edit/edits.ts';
import { intakeQueue, integrator, pipelineRole, plantSecret, sender } from '../../edit/find.ts';
import type { Assembly, Json } from '../../edit/template.ts';
import { type Mutant, mistake } from '../../mutant.ts';

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
const KEY_WRITE = ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Decrypt'];
const QUEUE_CONSUME = [
  'sqs:ReceiveMessage',
  'sqs:ChangeMessageVisibility',
  'sqs:GetQueueUrl',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
];

const landing = (assembly: Assembly): Json => both(assembly, 'landing');
const key = (assembly: Assembly): string => regional(assembly, 'kms', 'key/6f0c6e2e-0000-4000-8000-000000000001');

const granted = (grant: string, action: Json, on: (assembly: Assembly) => Json): Mutant =>
  mistake('identity', `${grant} to a sender`, (assembly) => allow(sender(assembly), action, on(assembly)));

export const GRANTS: readonly Mutant[] = [
  granted('landing.grantRead', BUCKET_READ, landing),
  granted('landing.grantPut', BUCKET_PUT, on('landing/*')),
  granted('landing.grantWrite', [...BUCKET_PUT, DELETE], landing),
  granted('landing.grantReadWrite', [...BUCKET_READ, ...BUCKET_PUT, DELETE], landing),
  granted('landing.grantDelete', DELETE, on('landing/*')),
  granted('landing.grantPutAcl', ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'], on('landing/*')),
  granted('stream.grantRead', STREAM_READ, streamArn),
  granted('stream.grantWrite', ['kinesis:ListShards', 'kinesis:PutRecord', 'kinesis:PutRecords'], streamArn),
  granted('stream.grantReadWrite', [...STREAM_READ, 'kinesis:PutRecord', 'kinesis:PutRecords'], streamArn),
  granted('queue.grantConsumeMessages', QUEUE_CONSUME, (assembly) => attribute(intakeQueue(assembly))),
  mistake('identity', "grantPut of a bucket with a customer's key to a sender", (assembly) => {
    allow(sender(assembly), BUCKET_PUT, objects(assembly, 'landing'));
    allow(sender(assembly), KEY_WRITE, key(assembly));
  }),
  mistake('identity', "grantWrite of a stream with a customer's key to a sender", (assembly) =>
    allow(sender(assembly), ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'], key(assembly)),
  ),
  mistake('identity', 'secret.grantRead to a PI Integrator', (assembly) =>
    allow(integrator(assembly), ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], {
      Ref: plantSecret(assembly).id,
    }),
  ),
  mistake('identity', 'landing.grantRead of a prefix to a PI Integrator', (assembly) =>
    allow(integrator(assembly), BUCKET_READ, [bucketArn(assembly, 'landing'), objects(assembly, 'landing', 'site=*')]),
  ),
  mistake('identity', 'bronze.grantReadWrite to the intake', (assembly) =>
    allow(pipelineRole(assembly, 'landing-intake'), [...BUCKET_READ, ...BUCKET_PUT, DELETE], both(assembly, 'bronze')),
  ),
];
