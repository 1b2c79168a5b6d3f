import { aws_iam as iam, type aws_kms as kms } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Deployment, pipelineName, pipelinePath } from '../../contract/index.ts';
import { keyStatements } from '../../encryption/key-rights.ts';

export interface MachineRoleProps {
  readonly deployment: Deployment & { readonly region: string };
  readonly stateMachineArn: string;
  readonly jobArns: readonly string[];

  /** Pattern of the crawlers: their names would not fit where there are many sites. */
  readonly crawlerArns: string;
  readonly checkArns: readonly string[];
  readonly topicArn: string;

  /**
   * Key of the topic's messages.
   *
   * @default - none
   */
  readonly key?: kms.IKey | undefined;
}

/** The state machine's role. Its statements stand here by hand: those that the CDK would add name more than is called. */
export function machineRole(scope: Construct, id: string, props: MachineRoleProps): iam.IRole {
  const { deployment, stateMachineArn } = props;
  const role = new iam.Role(scope, id, {
    path: pipelinePath(deployment),
    roleName: pipelineName(deployment, 'state-machine'),
    assumedBy: new iam.ServicePrincipal('states.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': deployment.account },
        ArnLike: { 'aws:SourceArn': stateMachineArn },
      },
    }),
    inlinePolicies: { Work: new iam.PolicyDocument({ statements: machineStatements(props) }) },
  });
  return role.withoutPolicyUpdates();
}

function machineStatements(props: MachineRoleProps): iam.PolicyStatement[] {
  const allow = (sid: string, actions: string[], resources: readonly string[]): iam.PolicyStatement =>
    new iam.PolicyStatement({ sid, actions, resources: [...resources] });
  return [
    allow('AskChecks', ['lambda:InvokeFunction'], props.checkArns),
    // Step Functions stops the run of an execution that is stopped.
    allow('RunJobs', ['glue:StartJobRun', 'glue:GetJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun'], props.jobArns),
    allow('Crawl', ['glue:StartCrawler', 'glue:GetCrawler'], [props.crawlerArns]),
    allow('TellTopic', ['sns:Publish'], [props.topicArn]),
    ...keyStatements(props.key, props.deployment.region, { messages: ['sns'] }),
    // Delivery of logs is set up by the service that writes them, and these actions know no resource.
    allow(
      'DeliverLogs',
      [
        'logs:CreateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:DescribeLogGroups',
        'logs:DescribeResourcePolicies',
        'logs:GetLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:UpdateLogDelivery',
      ],
      ['*'],
    ),
  ];
}
