import { aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';
import { type Deployment, type PlantException, plantArnPatterns } from '../contract/index.ts';

const PUT = 's3:PutObject';
const PLANT_MAY = [PUT, 's3:AbortMultipartUpload'];

/**
 * Deny statements of the landing bucket. They hold whatever an identity policy allows, so that a mistake there opens
 * nothing; the bucket's policy has no Allow for anybody.
 */
export function landingStatements(
  bucket: s3.IBucket,
  deployment: Deployment,
  exceptions: readonly PlantException[],
): iam.PolicyStatement[] {
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
    ...denyAllButPut(bucket, plant, exceptions),
    ...denyElsewhere(bucket, exceptions),
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
    denySession(bucket, deployment),
    denyPut('DenyPlantPresigned', { ArnLike: plant, StringNotEquals: { 's3:authType': 'REST-HEADER' } }),
  ];
}

/** An identity with a switch has a Deny of its own, which lets its actions through and no other. */
function denyAllButPut(
  bucket: s3.IBucket,
  plant: Record<string, string[]>,
  exceptions: readonly PlantException[],
): iam.PolicyStatement[] {
  const switched = exceptions.filter(({ actions }) => actions.length > 0);
  const deny = (sid: string, actions: readonly string[], conditions: Record<string, unknown>): iam.PolicyStatement =>
    new iam.PolicyStatement({
      sid,
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      notActions: [...PLANT_MAY, ...actions],
      resources: [bucket.bucketArn, bucket.arnForObjects('*')],
      conditions,
    });
  const others = switched.map(({ principalArn }) => principalArn);
  return [
    deny('DenyPlantAllButPut', [], {
      ArnLike: plant,
      ...(others.length > 0 && { ArnNotEquals: { 'aws:PrincipalArn': others } }),
    }),
    ...switched.map(({ principalArn, actions }, index) =>
      deny(`DenyAllButSwitched${index + 1}`, actions, { ArnEquals: { 'aws:PrincipalArn': principalArn } }),
    ),
  ];
}

/** A PI Integrator signs with its key: a session of it was opened by somebody else, and would outlive the key. */
function denySession(bucket: s3.IBucket, deployment: Deployment): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'DenySession',
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: ['s3:*'],
    resources: [bucket.bucketArn, bucket.arnForObjects('*')],
    conditions: {
      ArnLike: { 'aws:PrincipalArn': plantArnPatterns(deployment, 'pi-integrator') },
      Null: { 'aws:TokenIssueTime': 'false' },
    },
  });
}

/** Whoever stole an identity's credentials is somewhere else. */
function denyElsewhere(bucket: s3.IBucket, exceptions: readonly PlantException[]): iam.PolicyStatement[] {
  const bound = exceptions.filter(({ elsewhere }) => elsewhere !== undefined);
  return bound.map(
    ({ principalArn, elsewhere }, index) =>
      new iam.PolicyStatement({
        sid: `DenyElsewhere${index + 1}`,
        effect: iam.Effect.DENY,
        principals: [new iam.AnyPrincipal()],
        actions: ['s3:*'],
        resources: [bucket.bucketArn, bucket.arnForObjects('*')],
        conditions: { ...elsewhere, ArnEquals: { 'aws:PrincipalArn': principalArn } },
      }),
  );
}

/** A header that is there with another value. StringNotEqualsIfExists would deny every request without the header. */
function presentAndNot(key: string, value: string): Record<string, unknown> {
  return { Null: { [key]: 'false' }, StringNotEquals: { [key]: value } };
}
