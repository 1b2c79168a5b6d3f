import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { GetCrawlersCommand } from '@aws-sdk/client-glue';
import { ListPoliciesCommand, ListRolesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { paginateListFunctions } from '@aws-sdk/client-lambda';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import type { Deployment } from './deployment.ts';

/** Names, by kind, of what stands in an account; where CloudFormation makes a name up, without its random end. */
export async function standing({ owner, iam }: Deployment): Promise<string[]> {
  const functions: string[] = [];
  for await (const page of paginateListFunctions({ client: owner.lambda }, {})) {
    functions.push(...(page.Functions ?? []).flatMap(({ FunctionName }) => FunctionName ?? []));
  }
  const { Roles = [] } = await iam.send(new ListRolesCommand({ MaxItems: 1000 }));
  const { Users = [] } = await iam.send(new ListUsersCommand({ MaxItems: 1000 }));
  const { Policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: 'Local', MaxItems: 1000 }));
  const { Buckets = [] } = await owner.s3.send(new ListBucketsCommand({}));
  const { StreamNames = [] } = await owner.kinesis.send(new ListStreamsCommand({}));
  const { SecretList = [] } = await owner.secrets.send(new ListSecretsCommand({ MaxResults: 100 }));
  const { MetricAlarms = [] } = await owner.cloudwatch.send(new DescribeAlarmsCommand({ MaxRecords: 100 }));
  const { Crawlers = [] } = await owner.glue.send(new GetCrawlersCommand({ MaxResults: 1000 }));
  const { stateMachines = [] } = await owner.sfn.send(new ListStateMachinesCommand({}));
  const names: Record<string, readonly (string | undefined)[]> = {
    alarm: MetricAlarms.map(({ AlarmName }) => AlarmName),
    bucket: Buckets.map(({ Name }) => Name),
    crawler: Crawlers.map(({ Name }) => Name),
    function: functions,
    policy: Policies.map(({ PolicyName }) => PolicyName),
    role: Roles.map(({ RoleName }) => RoleName),
    secret: SecretList.map(({ Name }) => Name),
    'state machine': stateMachines.map(({ name }) => name),
    stream: StreamNames,
    user: Users.map(({ UserName }) => UserName),
  };
  return Object.entries(names)
    .flatMap(([kind, each]) =>
      each.map((name = '') => `${kind} ${name.replace(/-(?=[^-]*[A-Z0-9])[A-Za-z0-9]{12,}$/, '-…')}`),
    )
    .toSorted();
}
