import { aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';
import { type Deployment, type PipelineRole, pipelineRoleArn } from '../contract.ts';

const WRITERS: readonly PipelineRole[] = ['landing-intake', 'stream-to-bronze'];

const TAMPERING = [
  's3:BypassGovernanceRetention',
  's3:DeleteBucketPolicy',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketPolicy',
  's3:PutBucketVersioning',
  's3:PutLifecycleConfiguration',
  's3:PutObjectLegalHold',
  's3:PutObjectRetention',
];

export interface BronzeKeepers {
  /** Patterns of principals that may delete versions and change policy or lock. */
  readonly arnPatterns: readonly string[];
}

/** Deny statements of the bronze bucket: only its two writers put, only the keepers delete or change its rules. */
export function bronzeStatements(
  bucket: s3.IBucket,
  deployment: Deployment,
  keepers: BronzeKeepers,
): iam.PolicyStatement[] {
  const deny = (sid: string, actions: string[], resources: string[], allowed: readonly string[]): iam.PolicyStatement =>
    new iam.PolicyStatement({
      sid,
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions,
      resources,
      conditions: { ArnNotLike: { 'aws:PrincipalArn': allowed } },
    });
  const objects = bucket.arnForObjects('*');
  const writers = WRITERS.map((role) => pipelineRoleArn(deployment, role));
  return [
    deny('DenyPutByOthers', ['s3:PutObject'], [objects], writers),
    deny('DenyTampering', TAMPERING, [bucket.bucketArn, objects], keepers.arnPatterns),
  ];
}
