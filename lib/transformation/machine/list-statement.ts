import { aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';

/** The right to list a bucket below these prefixes: as they stand, or with `StringLike` as patterns. */
export function listStatement(
  sid: string,
  bucket: s3.IBucket,
  operator: 'StringEquals' | 'StringLike',
  prefixes: readonly string[],
): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid,
    actions: ['s3:ListBucket'],
    resources: [bucket.bucketArn],
    conditions: { [operator]: { 's3:prefix': prefixes } },
  });
}
