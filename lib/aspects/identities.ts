import { type CfnResource, aws_iam as iam } from 'aws-cdk-lib';

/** True for a role or a user, also where it is no L1 of its own kind. */
export function isIdentity({ cfnResourceType }: CfnResource): boolean {
  return [iam.CfnRole.CFN_RESOURCE_TYPE_NAME, iam.CfnUser.CFN_RESOURCE_TYPE_NAME].includes(cfnResourceType);
}

/** True for an identity below the plants' path. */
export function isOfPlant(node: CfnResource, plantPath: string): boolean {
  return (node instanceof iam.CfnRole || node instanceof iam.CfnUser) && node.path === plantPath;
}
