import {
  CustomResource,
  Duration,
  aws_events as events,
  aws_iam as iam,
  type aws_lambda as lambda,
  aws_logs as logs,
  RemovalPolicy,
  custom_resources as resources,
  aws_events_targets as targets,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmTopic } from '../alarms/alarm-topic.ts';
import type { Config } from '../config/config.ts';
import {
  deploymentName,
  ENVIRONMENT,
  METRIC_NAMESPACE,
  plantArn,
  plantName,
  plantSecretArn,
  plantSecretName,
} from '../contract/index.ts';
import { PipelineFunction } from '../functions/pipeline-function.ts';
import { KeyAlarms } from './key-alarms.ts';
import type { PiIntegratorUser } from './pi-integrator-user.ts';

export interface PiIntegratorKeysProps {
  readonly config: Config;

  /** The user of each site that has a PI Integrator. */
  readonly users: ReadonlyMap<string, PiIntegratorUser>;
}

/** The one function that makes, stores, disables and deletes the access keys of PI Integrators, and what calls it. */
export class PiIntegratorKeys extends Construct {
  constructor(scope: Construct, id: string, { config, users }: PiIntegratorKeysProps) {
    super(scope, id);
    const { handler } = new PipelineFunction(this, 'Keeper', {
      deployment: config,
      name: 'pi-integrator-key',
      description: 'Makes, stores and disables the access keys of PI Integrators',
      timeout: Duration.minutes(2),
      memorySize: 256,
      environment: {
        [ENVIRONMENT.deployment]: deploymentName(config),
        [ENVIRONMENT.keyMaxAgeDays]: String(config.extraction.keyMaxAgeDays),
      },
      settings: Object.fromEntries([...users.keys()].map((site) => [site, holderOf(config, site)])),
      statements: statements(config),
    });
    new events.Rule(this, 'Daily', {
      schedule: events.Schedule.rate(Duration.days(1)),
      targets: [new targets.LambdaFunction(handler, { event: events.RuleTargetInput.fromObject({ action: 'check' }) })],
    });
    this.deployKeys(config, handler, users);
    new KeyAlarms(this, 'Alarms', { config, sites: [...users.keys()], topic: AlarmTopic.of(this, config) });
  }

  /** A deploy makes the first key; the end of a site deletes its keys before its user goes. */
  private deployKeys(config: Config, handler: lambda.IFunction, users: PiIntegratorKeysProps['users']): void {
    const { serviceToken } = new resources.Provider(this, 'Provider', {
      onEventHandler: handler,
      // The CDK's own would outlive its stack, and keep its lines for two years.
      logGroup: new logs.LogGroup(this, 'ProviderLog', {
        retention: logs.RetentionDays.THREE_MONTHS,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    for (const [site, user] of users) {
      const keys = new CustomResource(this, site, {
        serviceToken,
        resourceType: 'Custom::PiIntegratorKeys',
        // Of a site that goes, the function's own settings say nothing any more.
        properties: { site, ...holderOf(config, site) },
      });
      keys.node.addDependency(user);
    }
  }
}

function holderOf(config: Config, site: string): { user: string; secret: string } {
  return { user: plantName(config, site, 'pi-integrator'), secret: plantSecretName(config, site) };
}

/** By pattern: the keys of a site that goes are deleted when the rights of those that stay stand already. */
function statements(config: Config): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      sid: 'KeepKeys',
      actions: [
        'iam:CreateAccessKey',
        'iam:DeleteAccessKey',
        'iam:GetAccessKeyLastUsed',
        'iam:ListAccessKeys',
        'iam:UpdateAccessKey',
      ],
      resources: [plantArn(config, '*', 'pi-integrator')],
    }),
    // Never GetSecretValue: what it stored, it need not read.
    new iam.PolicyStatement({
      sid: 'StoreKeys',
      actions: ['secretsmanager:DescribeSecret', 'secretsmanager:PutSecretValue'],
      resources: [plantSecretArn(config, '*')],
    }),
    new iam.PolicyStatement({
      sid: 'Measure',
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      conditions: { StringEquals: { 'cloudwatch:namespace': METRIC_NAMESPACE } },
    }),
  ];
}
