import words from '../../contract/words.json' with { type: 'json' };
import { domainOf, partitionOf } from './partition.ts';

/** Names, paths and ARNs of what a deployment holds: deterministic, so that a policy or an alarm can name what another stack makes. */

/** The words that identify one deployment of the app. */
export interface Deployment {
  readonly app: string;
  readonly environment: string;
  readonly account: string;
  readonly region: string;
}

/** Roles of the pipeline that a bucket policy names. */
export type PipelineRole =
  | 'landing-intake'
  | 'landing-sweep'
  | 'stream-to-bronze'
  | 'bronze-to-silver'
  | 'silver-to-gold'
  | 'maintenance'
  | 'anything-new'
  | 'due-crawls'
  | 'take-turn'
  | 'state-machine'
  | 'schedule'
  | 'pi-integrator-key'
  | 'call-trail'
  | 'crawler';

type PrincipalKind = 'user' | 'role';

/** ARN of what a service has in the deployment's account and region. */
export function regionalArn(deployment: Deployment, service: string, rest: string): string {
  const { region, account } = deployment;
  return `arn:${partitionOf(region)}:${service}:${region}:${account}:${rest}`;
}

/** IAM path of everything that acts for a plant. A Deny on this path must never reach the pipeline. */
export function plantPath(deployment: Deployment): string {
  return `/airlock/${deployment.app}/${deployment.environment}/plant/`;
}

/** IAM path of the pipeline's own roles. */
export function pipelinePath(deployment: Deployment): string {
  return `/airlock/${deployment.app}/${deployment.environment}/pipeline/`;
}

/** IAM path of those who read gold. */
export function consumptionPath(deployment: Deployment): string {
  return `/airlock/${deployment.app}/${deployment.environment}/consumption/`;
}

/** IAM name of the role that reads gold. */
export function goldReaderName(deployment: Deployment): string {
  return fit(`${deployment.app}-${deployment.environment}-gold-reader`);
}

/** ARN of the role that reads gold. */
export function goldReaderArn(deployment: Deployment): string {
  return principalArn(deployment, 'role', consumptionPath(deployment), goldReaderName(deployment));
}

/** Name of the cluster that Kubeflow runs on: the gold reader's trust names it, though a later stack makes it. */
export function kubeflowClusterName(deployment: Deployment): string {
  return `${deployment.app}-${deployment.environment}-kubeflow`;
}

/** ARN of the cluster that Kubeflow runs on. */
export function kubeflowClusterArn(deployment: Deployment): string {
  return regionalArn(deployment, 'eks', `cluster/${kubeflowClusterName(deployment)}`);
}

/** Name of the repository of the image of notebooks, and of the project that builds it. */
export function notebookImageName(deployment: Deployment): string {
  return `${deployment.app}-${deployment.environment}-notebook-image`;
}

/** Address of the image of notebooks of a tag. */
export function notebookImageUri(deployment: Deployment, tag: string): string {
  const { account, region } = deployment;
  return `${account}.dkr.ecr.${region}.${domainOf(region)}/${notebookImageName(deployment)}:${tag}`;
}

/** Service account, in each profile's namespace, that notebooks and pipeline steps run as; the name is Kubeflow's. */
export const NOTEBOOK_ACCOUNT = 'default-editor';

/** Name of a secret that Kubeflow works with; none of a plant begins so. */
export function kubeflowSecretName(deployment: Deployment, what: string): string {
  return `airlock/${deployment.environment}/${kubeflowClusterName(deployment)}/${what}`;
}

/** Name of the secret that holds the first password of a person who signs in without the company's provider. */
export function passwordSecretName(deployment: Deployment, owner: string): string {
  return kubeflowSecretName(deployment, `password/${owner}`);
}

/** Name of the variable of Dex that holds the bcrypt hash of a person's password. */
export function passwordVariable(owner: string): string {
  return `PASSWORD_OF_${owner.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/** Name of the secret that holds the access key of a site's PI Integrator. */
export function plantSecretName(deployment: Deployment, site: string): string {
  return `airlock/${deployment.environment}/${plantName(deployment, site, 'pi-integrator')}`;
}

/** Pattern of the ARN of that secret, which ends with six letters of AWS's own; of every site's for `*`. */
export function plantSecretArn(deployment: Deployment, site: string): string {
  return regionalArn(deployment, 'secretsmanager', `secret:${plantSecretName(deployment, site)}-??????`);
}

/** IAM name of the identity of one site's feeder; names are unique in an account whatever their path. */
export function plantName(deployment: Deployment, site: string, profile: string): string {
  return fit(`${deployment.app}-${deployment.environment}-${profile}-${site}`);
}

/** Name of a pipeline role, and of the function or job that acts in it. */
export function pipelineName(deployment: Deployment, role: PipelineRole): string {
  return fit(`${deployment.app}-${deployment.environment}-${role}`);
}

/** ARN of a function of the pipeline. */
export function functionArn(deployment: Deployment, role: PipelineRole): string {
  return lambdaArn(deployment, pipelineName(deployment, role));
}

/** Name of the function through which a deployment calls the one that keeps keys. */
export function keyProviderName(deployment: Deployment): string {
  return fit(`${pipelineName(deployment, 'pi-integrator-key')}-provider`);
}

/** ARN of the function through which a deployment calls the one that keeps keys. */
export function keyProviderArn(deployment: Deployment): string {
  return lambdaArn(deployment, keyProviderName(deployment));
}

/** Name of the classifier of a delimiter, which is told in a word. */
export function classifierName(deployment: Deployment, word: string): string {
  return `${deploymentName(deployment)}-csv-${word}`;
}

/** Name of the catalogue's database. */
export function catalogueName(deployment: Deployment): string {
  return `${deployment.app}_${deployment.environment}`.replaceAll('-', '_');
}

/** ARN of the catalogue's database. */
export function catalogueArn(deployment: Deployment): string {
  return regionalArn(deployment, 'glue', `database/${catalogueName(deployment)}`);
}

/** Name of the crawler of a layer (`silver`, `gold`), or of a site and its feeder in bronze. */
export function crawlerName(deployment: Deployment, ...what: readonly string[]): string {
  return [deployment.app, deployment.environment, 'crawl', ...what].join('-');
}

/** Pattern of the ARN of every crawler. */
export function crawlerArns(deployment: Deployment): string {
  return regionalArn(deployment, 'glue', `crawler/${crawlerName(deployment, '*')}`);
}

/** Delta tables that the jobs keep in silver. */
export const SILVER_TABLES: readonly string[] = words.silver.tables;

/** Delta table of gold that maps every dataset's columns to the plant's attributes. */
export const COLUMN_NAME_TABLE = words.gold.columnNames;

/** What a dataset may show of each cell beside the sample. */
export const STATISTICS = Object.keys(words.gold.statistics) as (keyof typeof words.gold.statistics)[];

/** Prefix, with its closing slash, of every Delta table of silver and gold, or of one. */
export function deltaPrefix(table?: string): string {
  return table === undefined ? words.delta : `${words.delta}${table}/`;
}

/** Patterns of the keys in gold that a dataset has: its table, its one object, or its object a month where it is large. */
export function datasetKeys(dataset: string): string[] {
  return [`${deltaPrefix(dataset)}*`, `${dataset}.parquet`, `${dataset}/*`];
}

/** Name of the trail of calls. */
export function callTrailName(deployment: Deployment): string {
  return `${deploymentName(deployment)}-calls`;
}

/** ARN of the trail of calls. */
export function callTrailArn(deployment: Deployment): string {
  return regionalArn(deployment, 'cloudtrail', `trail/${callTrailName(deployment)}`);
}

/** Name of the queue of what landed: the rules that fill it, one a site, name it. */
export function intakeQueueName(deployment: Deployment): string {
  return `${deploymentName(deployment)}-intake`;
}

/** ARN of the queue of what landed. */
export function intakeQueueArn(deployment: Deployment): string {
  return regionalArn(deployment, 'sqs', intakeQueueName(deployment));
}

/** Name of the rule that queues what lands at a site. */
export function landedRuleName(deployment: Deployment, site: string): string {
  return fit(`${deploymentName(deployment)}-landed-${site}`);
}

/** ARN of that rule; pattern of every site's for `*`. */
export function landedRuleArn(deployment: Deployment, site: string): string {
  return regionalArn(deployment, 'events', `rule/${landedRuleName(deployment, site)}`);
}

/** Name of the queue of what the intake could not take in. */
export function deadLettersName(deployment: Deployment): string {
  return `${deploymentName(deployment)}-intake-dead-letters`;
}

/** Name of the deployment: that of its dashboard, and the dimension `Deployment` of what its jobs measure. */
export function deploymentName(deployment: Deployment): string {
  return `${deployment.app}-${deployment.environment}`;
}

/** Namespace of what the jobs and our functions measure. */
export const METRIC_NAMESPACE = words.metrics.namespace;

/** Name of an alarm. */
export function alarmName(deployment: Deployment, name: string): string {
  return `${deploymentName(deployment)}-${name}`;
}

/** ARN of an alarm. */
export function alarmArn(deployment: Deployment, name: string): string {
  return regionalArn(deployment, 'cloudwatch', `alarm:${alarmName(deployment, name)}`);
}

/** Name of the topic that every alarm goes to. */
export function alarmTopicName(deployment: Deployment): string {
  return `${deployment.app}-${deployment.environment}-alarms`;
}

/** ARN of the topic that every alarm goes to. */
export function alarmTopicArn(deployment: Deployment): string {
  return regionalArn(deployment, 'sns', `${alarmTopicName(deployment)}`);
}

/** Name of a site's stream: the sender in the plant knows it by this. */
export function streamName(deployment: Deployment, site: string): string {
  return `${deployment.app}-${deployment.environment}-${site}`;
}

/** ARN of a site's stream. Of a record, it is all that says where the record came from. */
export function streamArn(deployment: Deployment, site: string): string {
  return regionalArn(deployment, 'kinesis', `stream/${streamName(deployment, site)}`);
}

/** ARN that `aws:PrincipalArn` holds when a pipeline role acts. */
export function pipelineRoleArn(deployment: Deployment, role: PipelineRole): string {
  return principalArn(deployment, 'role', pipelinePath(deployment), pipelineName(deployment, role));
}

/** Name of the state machine that runs the jobs. */
export function stateMachineName(deployment: Deployment): string {
  return pipelineName(deployment, 'state-machine');
}

/** ARN of the state machine that runs the jobs. */
export function stateMachineArn(deployment: Deployment): string {
  return regionalArn(deployment, 'states', `stateMachine:${stateMachineName(deployment)}`);
}

/** Pattern of the ARNs of its executions. */
export function executionArns(deployment: Deployment): string {
  return regionalArn(deployment, 'states', `execution:${stateMachineName(deployment)}:*`);
}

/** Patterns of `aws:PrincipalArn` that match every plant identity, or those of one profile only. */
export function plantArnPatterns(deployment: Deployment, profile?: string): string[] {
  const name = profile === undefined ? '*' : plantName(deployment, '*', profile);
  const kinds: readonly PrincipalKind[] = ['role', 'user'];
  return kinds.map((kind) => principalArn(deployment, kind, plantPath(deployment), name));
}

/** Beginnings of the ARNs by which CloudTrail tells who calls, where it is a plant: that of a session holds no path. */
export function plantCallers(deployment: Deployment): string[] {
  return [
    roleSessions(deployment, plantName(deployment, '', 'sender')),
    principalArn(deployment, 'user', plantPath(deployment), ''),
  ];
}

/** Beginning of the ARN of each session of the roles whose names begin so. */
export function roleSessions(deployment: Deployment, name: string): string {
  return `arn:${partitionOf(deployment.region)}:sts::${deployment.account}:assumed-role/${name}`;
}

/** ARN that `aws:PrincipalArn` holds when a site's feeder acts. */
export function plantArn(deployment: Deployment, site: string, profile: 'sender' | 'pi-integrator'): string {
  const kind = profile === 'sender' ? 'role' : 'user';
  return principalArn(deployment, kind, plantPath(deployment), plantName(deployment, site, profile));
}

/** Name of the permissions boundary of a site's feeder. */
export function plantBoundaryName(deployment: Deployment, site: string, profile: string): string {
  return `${plantName(deployment, site, profile)}-boundary`;
}

function principalArn(deployment: Deployment, kind: PrincipalKind, path: string, name: string): string {
  return `arn:${partitionOf(deployment.region)}:iam::${deployment.account}:${kind}${path}${name}`;
}

function lambdaArn(deployment: Deployment, name: string): string {
  return regionalArn(deployment, 'lambda', `function:${name}`);
}

function fit(name: string): string {
  if (name.length > 64) throw new Error(`name must have 64 characters at most, got ${name.length}: ${name}`);
  return name;
}
