import { aws_iam as iam, type aws_kms as kms, type aws_s3 as s3 } from 'aws-cdk-lib';

/** What an identity does with data under the key. */
export interface KeyUse {
  /** Buckets whose objects it reads; it may also put an object in parts into one that it writes, too. */
  readonly reads?: readonly s3.IBucket[];

  /** Buckets that it puts objects into. */
  readonly writes?: readonly s3.IBucket[];

  /** ARNs of streams whose records it reads. */
  readonly readsStreams?: readonly string[];

  /** ARNs of streams that it puts records into. */
  readonly writesStreams?: readonly string[];

  /** Services that it hands messages to, or takes them from. */
  readonly messages?: readonly ('sns' | 'sqs')[];
}

const DECRYPT = ['kms:Decrypt'];
const ENCRYPT = ['kms:GenerateDataKey'];

/**
 * Rights on the customer's key, by hand: a CDK grant would add more. Each holds only in the name of one service, and only
 * for the buckets and streams that are named, so that one key serves layers that not everybody may read.
 */
export function keyStatements(key: kms.IKey | undefined, region: string, use: KeyUse): iam.PolicyStatement[] {
  if (key === undefined) return [];
  const { reads = [], writes = [], readsStreams = [], writesStreams = [], messages = [] } = use;
  const via = (service: string): string => `${service}.${region}.amazonaws.com`;
  const allow = (sid: string, actions: string[], services: readonly string[], context?: Context): iam.PolicyStatement =>
    new iam.PolicyStatement({
      sid,
      actions,
      resources: [key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': services.map(via) }, ...context },
    });
  return [
    ...(reads.length > 0 ? [allow('DecryptObjects', DECRYPT, ['s3'], ofObjects(reads))] : []),
    ...(writes.length > 0 ? [allow('EncryptObjects', ENCRYPT, ['s3'], ofObjects(writes))] : []),
    ...(readsStreams.length > 0 ? [allow('DecryptRecords', DECRYPT, ['kinesis'], ofStreams(readsStreams))] : []),
    ...(writesStreams.length > 0 ? [allow('EncryptRecords', ENCRYPT, ['kinesis'], ofStreams(writesStreams))] : []),
    ...(messages.length > 0 ? [allow('UseKeyOfMessages', [...DECRYPT, ...ENCRYPT], messages)] : []),
  ];
}

type Context = Record<string, Record<string, string[]>>;

/** S3 tells the bucket where it has a key of its own, and the object where a caller asked for none. */
function ofObjects(buckets: readonly s3.IBucket[]): Context {
  const arns = buckets.flatMap((bucket) => [bucket.bucketArn, bucket.arnForObjects('*')]);
  return { ArnLike: { 'kms:EncryptionContext:aws:s3:arn': arns } };
}

function ofStreams(arns: readonly string[]): Context {
  return { ArnEquals: { 'kms:EncryptionContext:aws:kinesis:arn': [...arns] } };
}
