import { aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Profile } from '../config/config.ts';
import { type Deployment, plantBoundaryName, plantPath } from '../contract/index.ts';
import { type PlantGrant, plantStatements, sessionStatements } from './plant-policy.ts';

export interface PlantBoundaryProps {
  readonly deployment: Deployment;
  readonly profile: Profile;
  readonly landing: s3.IBucket;
  readonly grant: PlantGrant;
}

/**
 * The most that the identity of a site's feeder can do, whatever is attached to it later. One an identity: a mistake on one
 * site's opens no other site's prefix, and one for all would outgrow a managed policy's 6,144 characters.
 */
export class PlantBoundary extends Construct {
  readonly policy: iam.IManagedPolicy;

  constructor(scope: Construct, id: string, { deployment, profile, landing, grant }: PlantBoundaryProps) {
    super(scope, id);
    this.policy = new iam.ManagedPolicy(this, 'Policy', {
      path: plantPath(deployment),
      managedPolicyName: plantBoundaryName(deployment, grant.site, profile),
      // Without a description: it cannot be changed, and a policy with a fixed name cannot be replaced.
      statements: [...plantStatements(landing, profile, [grant]), ...sessionStatements(profile)],
    });
  }
}
