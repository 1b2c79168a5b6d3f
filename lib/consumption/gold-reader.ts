import { Duration, aws_iam as iam, type aws_kms as kms, type aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  consumptionPath,
  type Deployment,
  goldReaderName,
  kubeflowClusterArn,
  NOTEBOOK_ACCOUNT,
  plantArnPatterns,
} from '../contract/index.ts';
import { keyStatements } from '../encryption/key-rights.ts';
import { type GoldProfile, goldStatements } from './gold-statements.ts';
import { trusted } from './pod-identity.ts';

export interface GoldReaderProps {
  readonly deployment: Deployment & { readonly region: string };
  readonly gold: s3.IBucket;
  /**
   * Key of gold.
   * @default - S3's own
   */
  readonly key?: kms.IKey | undefined;
  /** Who reads it in Kubeflow, beside the people of the account. */
  readonly profiles: readonly GoldProfile[];
}

/** Role of a data scientist's notebook: reads gold, and can name nothing else. */
export class GoldReader extends Construct {
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, { deployment, gold, key, profiles }: GoldReaderProps) {
    super(scope, id);
    // A plant's identity whose policy was opened by mistake must not become somebody who reads.
    const people = new iam.AccountPrincipal(deployment.account).withConditions({
      ArnNotLike: { 'aws:PrincipalArn': plantArnPatterns(deployment) },
    });
    this.role = new iam.Role(this, 'Role', {
      path: consumptionPath(deployment),
      roleName: goldReaderName(deployment),
      assumedBy: profiles.length === 0 ? people : new iam.CompositePrincipal(people, notebooks(deployment, profiles)),
      maxSessionDuration: Duration.hours(12),
      inlinePolicies: {
        ReadGold: new iam.PolicyDocument({
          statements: [...goldStatements(gold, profiles), ...keyStatements(key, deployment.region, { reads: [gold] })],
        }),
      },
    });
  }
}

function notebooks(deployment: Deployment, profiles: readonly GoldProfile[]): iam.IPrincipal {
  const pods = {
    clusterArn: kubeflowClusterArn(deployment),
    namespaces: profiles.map(({ name }) => name),
    serviceAccount: NOTEBOOK_ACCOUNT,
  };
  return trusted(pods, deployment.account);
}
