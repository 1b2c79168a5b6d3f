import {
  CustomResource,
  Duration,
  aws_events as events,
  aws_iam as iam,
  aws_logs as logs,
  RemovalPolicy,
  custom_resources as resources,
  aws_events_targets as targets,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Config, integratorSites } from '../config/config.ts';
import {
  deploymentName,
  ENVIRONMENT,
  keyProviderName,
  METRIC_NAMESPACE,
  plantArn,
  plantName,
  plantSecretArn,
  plantSecretName,
} from '../contract/index.ts';
import { PipelineFunction } from '../functions/pipeline-function.ts';
import type { PiIntegratorUser } from './pi-integrator-user.ts';

export interface PiIntegratorKeysProps {
  readonly config: Config;
}

/** The one function that makes, stores, disables and deletes the access keys of PI Integrators, and what calls it. */
export class PiIntegratorKeys extends Construct {
  /** By which a deployment asks for the keys of a site. */
  readonly serviceToken: string;

  constructor(scope: Construct, id: string, { config }: PiIntegratorKeysProps) {
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
      settings: Object.fromEntries(integratorSites(config).map((site) => [site, holderOf(config, site)])),
      statements: statements(config),
    });
    new events.Rule(this, 'Daily', {
      schedule: events.Schedule.rate(Duration.days(1)),
      targets: [new targets.LambdaFunction(handler, { event: events.RuleTargetInput.fromObject({ action: 'check' }) })],
    });
    this.serviceToken = new resources.Provider(this, 'Provider', {
      onEventHandler: handler,
      // Other stacks ask it by its name.
      providerFunctionName: keyProviderName(config),
      // The CDK's own would outlive its stack, and keep its lines for two years.
      logGroup: new logs.LogGroup(this, 'ProviderLog', {
        retention: logs.RetentionDays.THREE_MONTHS,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    }).serviceToken;
  }
}

export interface SiteKeysProps {
  readonly config: Config;
  readonly serviceToken: string;

  /** The user of each site that has a PI Integrator. */
  readonly users: ReadonlyMap<string, PiIntegratorUser>;
}

/** Makes the keys of sites: a deploy makes the first of each; the end of a site deletes its keys before its user goes. */
export function siteKeys(scope: Construct, { config, serviceToken, users }: SiteKeysProps): void {
  for (const [site, user] of users) {
    const keys = new CustomResource(scope, site, {
      serviceToken,
      resourceType: 'Custom::PiIntegratorKeys',
      // Of a site that goes, the function's own settings say nothing any more.
      properties: { site, ...holderOf(config, site) },
    });
    keys.node.addDependency(user);
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
