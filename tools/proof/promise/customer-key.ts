import type { Resource } from '../../../packages/iam-proof/index.ts';
import { valuesAt } from '../world/members.ts';
import type { Layer, Places } from './places.ts';
import type { Right } from './right.ts';

/** Path to a bucket's key. */
const KEY = [
  'BucketEncryption',
  'ServerSideEncryptionConfiguration',
  'ServerSideEncryptionByDefault',
  'KMSMasterKeyID',
];

/** What a role does with data under the customer's key. */
export interface KeyUse {
  readonly decrypts?: readonly Layer[];
  readonly encrypts?: readonly Layer[];
  readonly decryptsRecords?: boolean;
  readonly messages?: readonly ('sns' | 'sqs')[];
}

/** ARN of the customer's key: that of bronze, where it has one. */
export function customerKey({ bucketResource }: Places): string | undefined {
  return keyOf(bucketResource('bronze'));
}

/** The key of KMS that a bucket encrypts with; undefined where S3 has its own. */
export function keyOf({ properties }: Resource): string | undefined {
  const [key] = valuesAt(properties, KEY);
  return typeof key === 'string' ? key : undefined;
}

/** Rights of a role on the key: in the name of one service, and for the buckets and streams that it works on. */
export function keyRights(places: Places, use: KeyUse): Right[] {
  const { decrypts = [], encrypts = [], decryptsRecords = false, messages = [] } = use;
  const objects = (layers: readonly Layer[]): string[] => {
    return layers.map(places.bucket).flatMap((arn) => [arn, `${arn}/*`]);
  };
  return [
    ...rights(places, 'kms:Decrypt', 's3', objects(decrypts)),
    ...rights(places, 'kms:GenerateDataKey', 's3', objects(encrypts)),
    ...(decryptsRecords ? rights(places, 'kms:Decrypt', 'kinesis', streamsOf(places)) : []),
    ...messages.flatMap((service) =>
      ['kms:Decrypt', 'kms:GenerateDataKey'].flatMap((action) => rights(places, action, service)),
    ),
  ];
}

/** The one right of a plant on the key: to encrypt what it puts into a stream. */
export function encryptRecords(places: Places, stream: string): Right[] {
  return rights(places, 'kms:GenerateDataKey', 'kinesis', [stream]);
}

function streamsOf({ app }: Places): string[] {
  return app.guarded.filter(({ kind }) => kind === 'stream').map(({ arn }) => arn);
}

function rights(places: Places, action: string, service: string, context?: readonly string[]): Right[] {
  const key = customerKey(places);
  if (key === undefined || context?.length === 0) return [];
  const when = { 'kms:ViaService': [`${service}.${places.app.region}.amazonaws.com`] };
  const like = context && { [`kms:EncryptionContext:aws:${service}:arn`]: context };
  return [{ actions: [action], resources: [key], when, ...(like && { like }) }];
}
