import { aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';
import { type Deployment, type PipelineRole, pipelineRoleArn } from '../contract/index.ts';

const WRITERS: readonly PipelineRole[] = ['landing-intake', 'stream-to-bronze'];

/** What leaves all that a bucket keeps as it is; whatever else S3 can do, now or later, destroys, unlocks, marks, opens or hands it on. */
const LEAVES_AS_IT_IS = ['s3:AbortMultipartUpload', 's3:Get*', 's3:List*', 's3:PutObject'];

export interface Keepers {
  /** Patterns of principals that may delete versions and change policy or lock. */
  readonly arnPatterns: readonly string[];
}

/** Deny statements of the bronze bucket: only its two writers put, only the keepers delete or change its rules. */
export function bronzeStatements(bucket: s3.IBucket, deployment: Deployment, keepers: Keepers): iam.PolicyStatement[] {
  const writers = WRITERS.map((role) => pipelineRoleArn(deployment, role));
  return [denyPut(bucket, { ArnNotLike: { 'aws:PrincipalArn': writers } }), denyTampering(bucket, keepers)];
}

/** Deny statements of the bucket of logs: only services of AWS put, only the keepers delete or change its rules. */
export function logStatements(bucket: s3.IBucket, keepers: Keepers): iam.PolicyStatement[] {
  return [denyPut(bucket, { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }), denyTampering(bucket, keepers)];
}

function denyPut(bucket: s3.IBucket, conditions: Record<string, unknown>): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'DenyPutByOthers',
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: ['s3:PutObject'],
    resources: [bucket.arnForObjects('*')],
    conditions,
  });
}

function denyTampering(bucket: s3.IBucket, { arnPatterns }: Keepers): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'DenyTampering',
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    notActions: LEAVES_AS_IT_IS,
    resources: [bucket.bucketArn, bucket.arnForObjects('*')],
    conditions: { ArnNotLike: { 'aws:PrincipalArn': arnPatterns } },
  });
}
