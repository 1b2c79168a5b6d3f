import { aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';
import { type Deployment, type PipelineRole, pipelineRoleArn } from '../contract/index.ts';

const WRITERS: readonly PipelineRole[] = ['landing-intake', 'stream-to-bronze'];

/** Whatever destroys, unlocks, hands on, opens, seals or forges what bronze keeps. */
const TAMPERING = [
  's3:BypassGovernanceRetention',
  's3:CreateBucketMetadataTableConfiguration',
  's3:DeleteBucket',
  's3:DeleteBucketMetadataTableConfiguration',
  's3:DeleteBucketPolicy',
  's3:DeleteObject',
  's3:DeleteObjectAnnotation',
  's3:DeleteObjectVersion',
  's3:DeleteObjectVersionAnnotation',
  's3:InitiateReplication',
  's3:ObjectOwnerOverrideToBucketOwner',
  's3:PutAnalyticsConfiguration',
  's3:PutBucketAbac',
  's3:PutBucketAcl',
  's3:PutBucketCORS',
  's3:PutBucketLogging',
  's3:PutBucketNotification',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketVersioning',
  's3:PutBucketWebsite',
  's3:PutEncryptionConfiguration',
  's3:PutIntelligentTieringConfiguration',
  's3:PutInventoryConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutObjectAcl',
  's3:PutObjectLegalHold',
  's3:PutObjectRetention',
  's3:PutObjectVersionAcl',
  's3:PutReplicationConfiguration',
  's3:ReplicateDelete',
  's3:ReplicateObject',
  's3:ReplicateObjectAnnotation',
  's3:UpdateBucketMetadata*',
  's3:UpdateObjectEncryption',
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
