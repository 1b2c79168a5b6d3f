import { aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';
import { landingPrefix } from '../contract.ts';

/**
 * Everything a feeder's identity may do with landing, written by hand: a CDK grant would add reads, tags and key use.
 * Multipart uploads need no more: creating, filling and completing one is PutObject.
 */
export function plantStatements(landing: s3.IBucket, site: string, profile: string): iam.PolicyStatement[] {
  const ownObjects = landing.arnForObjects(`${landingPrefix(site, profile)}*`);
  return [
    new iam.PolicyStatement({ sid: 'PutOwnPrefix', actions: ['s3:PutObject'], resources: [ownObjects] }),
    new iam.PolicyStatement({ sid: 'AbortOwnUpload', actions: ['s3:AbortMultipartUpload'], resources: [ownObjects] }),
  ];
}

/** All that a sender's identity may do with its site's stream. AWS's own key on the stream asks for no right of its own. */
export function streamStatement(streamArn: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'PutOwnStream',
    actions: ['kinesis:PutRecord', 'kinesis:PutRecords'],
    resources: [streamArn],
  });
}
