import { aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';
import { type Deployment, plantArnPatterns } from '../contract.ts';

const PUT = 's3:PutObject';

/**
 * Deny statements of the landing bucket. They hold whatever an identity policy allows, so that a mistake there opens
 * nothing; the bucket's policy has no Allow for anybody.
 */
export function landingStatements(bucket: s3.IBucket, deployment: Deployment): iam.PolicyStatement[] {
  const plant = { 'aws:PrincipalArn': plantArnPatterns(deployment) };
  const senders = { 'aws:PrincipalArn': plantArnPatterns(deployment, 'sender') };
  const objects = bucket.arnForObjects('*');

  const denyPut = (sid: string, conditions: Record<string, unknown>): iam.PolicyStatement =>
    new iam.PolicyStatement({
      sid,
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions: [PUT],
      resources: [objects],
      conditions,
    });

  return [
    new iam.PolicyStatement({
      sid: 'DenyPlantAllButPut',
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      notActions: [PUT, 's3:AbortMultipartUpload'],
      resources: [bucket.bucketArn, objects],
      conditions: { ArnLike: plant },
    }),
    denyPut('DenySenderOverwrite', {
      ArnLike: senders,
      Null: { 's3:if-none-match': 'true' },
      // Starting an upload and its parts cannot carry the header; completing it must.
      Bool: { 's3:ObjectCreationOperation': 'true' },
    }),
    denyPut('DenyPlantCustomerKey', {
      ArnLike: plant,
      Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' },
    }),
    denyPut('DenyPlantForeignKey', {
      ArnLike: plant,
      ...presentAndNot('s3:x-amz-server-side-encryption', 'AES256'),
    }),
    denyPut('DenyPlantArchiveClass', {
      ArnLike: plant,
      ...presentAndNot('s3:x-amz-storage-class', 'STANDARD'),
    }),
    denyPut('DenyPlantPresigned', { ArnLike: plant, StringNotEquals: { 's3:authType': 'REST-HEADER' } }),
  ];
}

/** A header that is there with another value. StringNotEqualsIfExists would deny every request without the header. */
function presentAndNot(key: string, value: string): Record<string, unknown> {
  return { Null: { [key]: 'false' }, StringNotEquals: { [key]: value } };
}
