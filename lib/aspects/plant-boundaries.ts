import { CfnResource, type IAspect, aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isOfPlant } from './identities.ts';

/** Refuses an app in which a plant's identity has lost its own boundary: the CDK's context for one replaces whatever is there. */
export class PlantBoundaries implements IAspect {
  constructor(private readonly plantPath: string) {}

  visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node) || !isOfPlant(node, this.plantPath)) return;
    const stack = Stack.of(node);
    const { Resources } = stack.resolve(node._toCloudFormation());
    const boundary = Resources[stack.resolve(node.logicalId)].Properties.PermissionsBoundary;
    const own = stack.node.findAll().filter((each) => each instanceof iam.CfnManagedPolicy);
    const ids = own.filter(({ path }) => path === this.plantPath).map(({ logicalId }) => stack.resolve(logicalId));
    if (ids.includes(boundary?.Ref)) return;
    throw new Error(
      `${node.node.path}: got the permissions boundary ${JSON.stringify(boundary)}, wanted the plant's own: an organization's boundary is the configuration's key "permissionsBoundary", and no context of the CDK`,
    );
  }
}
