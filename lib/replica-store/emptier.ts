import { CfnResource, type Stack, Token } from 'aws-cdk-lib';

const PROVIDER = 'Custom::S3AutoDeleteObjectsCustomResourceProvider';

/**
 * ARN of the role in which the CDK's function empties the buckets of a stack that is destroyed. By reference: CloudFormation
 * makes up the role's name, and cuts it to 64 letters.
 */
export function emptierArn({ node }: Stack): string {
  const role = node.tryFindChild(PROVIDER)?.node.tryFindChild('Role');
  if (!(role instanceof CfnResource)) throw new Error(`wanted a role below ${PROVIDER} of ${node.path}`);
  return Token.asString(role.getAtt('Arn'));
}
