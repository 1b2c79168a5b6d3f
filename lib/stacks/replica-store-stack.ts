import { Duration, type aws_kms as kms, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../alarms/alarm-topic.ts';
import type { Config } from '../config/config.ts';
import { EXCHANGE_PREFIX, sitePrefix } from '../contract/index.ts';
import { customerKey } from '../encryption/customer-key.ts';
import { plantExceptions } from '../extraction/plant-grants.ts';
import { CallTrail } from '../operations/call-trail.ts';
import { PlantAlarms } from '../operations/plant-alarms.ts';
import { emptierArn } from '../replica-store/emptier.ts';
import { bronzeStatements, logStatements } from '../replica-store/kept-policy.ts';
import { landingStatements } from '../replica-store/landing-policy.ts';
import { LayerBucket } from '../replica-store/layer-bucket.ts';
import { executionRoleArn } from './execution-role.ts';
import { removalOf } from './removal.ts';

export interface ReplicaStoreStackProps extends StackProps {
  readonly config: Config;
}

/** Everything that keeps state: the outer door's bucket, the three layers, and the access log. Refers to no other stack. */
export class ReplicaStoreStack extends Stack {
  /** Key of all that lies behind landing, where the configuration wants one. */
  readonly key: kms.IKey | undefined;

  constructor(scope: Construct, id: string, props: ReplicaStoreStackProps) {
    super(scope, id, props);
    const { config } = props;
    const { buckets } = config;
    const removalPolicy = removalOf(config);
    const lockDays = config.bronze.objectLockDays;

    const key = customerKey(this, 'CustomerKey', { config, removalPolicy });
    this.key = key;
    new AlarmTopic(this, 'Alarms', {
      deployment: config,
      key,
      subscribers: config.alarms.subscribers,
      budgets: config.budget !== null,
    });
    const accessLogs = new LayerBucket(this, 'AccessLogs', {
      layer: 'access-logs',
      bucketName: buckets.accessLogs,
      removalPolicy,
      expireAfter: Duration.days(config.accessLogs.expireAfterDays),
    }).bucket;
    const landing = new LayerBucket(this, 'Landing', {
      layer: 'landing',
      bucketName: buckets.landing,
      removalPolicy,
      accessLogs,
      versioned: true,
      expireAfter: Duration.days(config.landing.expireAfterDays),
      events: true,
      measuredPrefixes: Object.fromEntries(config.sites.map(({ id }) => [id, sitePrefix(id)])),
    }).bucket;
    const bronze = new LayerBucket(this, 'Bronze', {
      layer: 'bronze',
      key,
      bucketName: buckets.bronze,
      removalPolicy,
      accessLogs,
      versioned: true,
      ...(lockDays !== null && { lockFor: Duration.days(lockDays) }),
    }).bucket;
    // Delta keeps its own history; bucket versions below it only keep what a vacuum has removed.
    new LayerBucket(this, 'Silver', {
      layer: 'silver',
      key,
      bucketName: buckets.silver,
      removalPolicy,
      accessLogs,
      scratch: { prefix: EXCHANGE_PREFIX, keepFor: Duration.days(3) },
    });
    new LayerBucket(this, 'Gold', {
      layer: 'gold',
      key,
      bucketName: buckets.gold,
      removalPolicy,
      accessLogs,
      scratch: { prefix: EXCHANGE_PREFIX, keepFor: Duration.days(3) },
    });

    for (const statement of landingStatements(landing, config, plantExceptions(config)))
      landing.addToResourcePolicy(statement);
    const keepers = { arnPatterns: this.keepers(config) };
    for (const statement of bronzeStatements(bronze, config, keepers)) bronze.addToResourcePolicy(statement);
    for (const statement of logStatements(accessLogs, keepers)) accessLogs.addToResourcePolicy(statement);

    const { logGroup: calls } = new CallTrail(this, 'CallTrail', { config, landing, bronze, accessLogs, key });
    new PlantAlarms(this, 'PlantAlarms', { config, calls, topic: AlarmTopic.of(this, config) });
  }

  private keepers(config: Config): string[] {
    return [
      executionRoleArn(this, config),
      ...(config.breakGlassRoleArn === null ? [] : [config.breakGlassRoleArn]),
      ...(config.removalPolicy === 'destroy' ? [emptierArn(this)] : []),
    ];
  }
}
