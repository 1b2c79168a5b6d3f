import { CfnResource, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isIdentity, isOfPlant } from './identities.ts';

/** Puts an organization's permissions boundary on every role and user, those of CDK's own functions too, but on no plant's: each has one boundary, and those have their own. */
export class OrganizationBoundary implements IAspect {
  constructor(
    private readonly plantPath: string,
    private readonly boundaryArn: string,
  ) {}

  visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node) || !isIdentity(node) || isOfPlant(node, this.plantPath)) return;
    node.addPropertyOverride('PermissionsBoundary', this.boundaryArn);
  }
}
