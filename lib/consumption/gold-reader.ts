import { Duration, aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { consumptionPath, type Deployment, goldReaderName } from '../contract.ts';

export interface GoldReaderProps {
  readonly deployment: Deployment;
  readonly gold: s3.IBucket;
}

/** Role of a data scientist's notebook: reads gold, and can name nothing else. */
export class GoldReader extends Construct {
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, { deployment, gold }: GoldReaderProps) {
    super(scope, id);
    this.role = new iam.Role(this, 'Role', {
      path: consumptionPath(deployment),
      roleName: goldReaderName(deployment),
      assumedBy: new iam.AccountPrincipal(deployment.account),
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
          ],
        }),
      },
    });
  }
}
