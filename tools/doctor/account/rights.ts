import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { partitionOf } from '../../../lib/contract/index.ts';
import { type Account, type Check, hasProfile } from './check.ts';
import { finding, fine, isMissing } from './result.ts';

/** What a deployment does that organizations like to forbid: one action for each kind of thing that it makes. */
function actionsOf(config: Account['config']): string[] {
  return [
    'cloudtrail:CreateTrail',
    'cloudwatch:PutMetricAlarm',
    'events:PutRule',
    'glue:CreateCrawler',
    'glue:CreateJob',
    'iam:CreateRole',
    'lambda:CreateFunction',
    'logs:CreateLogGroup',
    's3:CreateBucket',
    's3:PutBucketPolicy',
    'scheduler:CreateSchedule',
    'sns:CreateTopic',
    'states:CreateStateMachine',
    ...(hasProfile(config, 'pi-integrator')
      ? ['iam:CreateUser', 'iam:CreateAccessKey', 'secretsmanager:CreateSecret']
      : []),
    ...(hasProfile(config, 'sender') ? ['rolesanywhere:CreateTrustAnchor', 'rolesanywhere:CreateProfile'] : []),
    ...(config.sites.some(({ feeders }) => feeders.some(({ stream }) => stream !== null))
      ? ['kinesis:CreateStream']
      : []),
    ...(config.consumption.kubeflow.enabled ? ['ec2:CreateVpc', 'ec2:CreateNatGateway', 'eks:CreateCluster'] : []),
  ];
}

/** Whether the role that deploys may, its boundary and the organization's policies among the answer. A hint: conditions are not asked. */
export const RIGHTS: Check = {
  name: 'Rights of the deployment',
  look: async ({ clients, config, qualifier }) => {
    const arn = config.executionRoleArn ?? bootstrapRoleArn(config, qualifier);
    const role = arn.split('/').at(-1) ?? arn;
    const actions = actionsOf(config);
    const name = 'Rights of the deployment';
    try {
      const { EvaluationResults = [] } = await clients.iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: arn,
          ActionNames: actions,
        }),
      );
      const denied = EvaluationResults.filter(({ EvalDecision }) => EvalDecision !== 'allowed');
      if (denied.length === 0)
        return [fine(name, `${role} may do all ${actions.length} of the actions that were asked`)];
      const byOrganization = denied.some((each) => each.OrganizationsDecisionDetail?.AllowedByOrganizations === false);
      return [
        finding(name, {
          got: `${role} may not ${denied.map(({ EvalActionName }) => EvalActionName).join(', ')}${byOrganization ? ", by the organization's policy" : ''}`,
          wanted: `all ${actions.length} of the actions that were asked`,
          fix: 'ask the platform team for an exception, or bootstrap with policies that let it: npx cdk bootstrap --cloudformation-execution-policies <arn>',
        }),
      ];
    } catch (error) {
      // Then the bootstrap is missing, which its own check says.
      if (isMissing(error, 'NoSuchEntityException', 'NoSuchEntity')) return [];
      throw error;
    }
  },
};

function bootstrapRoleArn({ account, region }: Account['config'], qualifier: string): string {
  return `arn:${partitionOf(region)}:iam::${account}:role/cdk-${qualifier}-cfn-exec-role-${account}-${region}`;
}
