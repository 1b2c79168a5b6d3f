import { Duration, aws_iam as iam, type aws_kms as kms, type aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { consumptionPath, type Deployment, goldReaderName, plantArnPatterns } from '../contract/index.ts';
import { keyStatements } from '../encryption/key-rights.ts';
import { podsOf } from './pod-identity.ts';

export interface GoldReaderProps {
  readonly deployment: Deployment & { readonly region: string };
  readonly gold: s3.IBucket;
  /**
   * Key of gold.
   * @default - S3's own
   */
  readonly key?: kms.IKey | undefined;
  /**
   * ARN of the cluster whose Pod Identity associations may hand the role to a notebook.
   * @default - people of the account only
   */
  readonly clusterArn?: string;
}

/** Role of a data scientist's notebook: reads gold, and can name nothing else. */
export class GoldReader extends Construct {
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, { deployment, gold, key, clusterArn }: GoldReaderProps) {
    super(scope, id);
    // A plant's identity whose policy was opened by mistake must not become somebody who reads.
    const people = new iam.AccountPrincipal(deployment.account).withConditions({
      ArnNotLike: { 'aws:PrincipalArn': plantArnPatterns(deployment) },
    });
    this.role = new iam.Role(this, 'Role', {
      path: consumptionPath(deployment),
      roleName: goldReaderName(deployment),
      assumedBy:
        clusterArn === undefined ? people : new iam.CompositePrincipal(people, podsOf(clusterArn, deployment.account)),
      maxSessionDuration: Duration.hours(12),
      inlinePolicies: {
        ReadGold: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({ sid: 'ListGold', actions: ['s3:ListBucket'], resources: [gold.bucketArn] }),
            new iam.PolicyStatement({
              sid: 'ReadGold',
              actions: ['s3:GetObject'],
              resources: [gold.arnForObjects('*')],
            }),
            ...keyStatements(key, deployment.region, { reads: [gold] }),
          ],
        }),
      },
    });
  }
}
