import { aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Profile } from '../config/config.ts';
import { type Deployment, plantBoundaryName, plantPath } from '../contract/index.ts';
import { type PlantGrant, plantStatements } from './plant-policy.ts';

export interface PlantBoundaryProps {
  readonly deployment: Deployment;
  readonly profile: Profile;
  readonly landing: s3.IBucket;

  /** Those of every site that has a feeder of the profile. */
  readonly grants: readonly PlantGrant[];
}

/**
 * The most that an identity of a profile can do, whatever is attached to it later. One a profile: what only one profile
 * needs must not let a mistake on the other through.
 */
export class PlantBoundary extends Construct {
  readonly policy: iam.IManagedPolicy;

  constructor(scope: Construct, id: string, { deployment, profile, landing, grants }: PlantBoundaryProps) {
    super(scope, id);
    this.policy = new iam.ManagedPolicy(this, 'Policy', {
      path: plantPath(deployment),
      managedPolicyName: plantBoundaryName(deployment, profile),
      // Without a description: it cannot be changed, and a policy with a fixed name cannot be replaced.
      statements: plantStatements(landing, profile, grants),
    });
  }
}
