import { aws_cloudwatch as cloudwatch, type aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Metrics } from '../alarms/metrics.ts';
import { RunbookAlarm } from '../alarms/runbook-alarm.ts';
import type { Config } from '../config/config.ts';

const { GREATER_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;

export interface KeyAlarmsProps {
  readonly config: Config;

  /** Sites that have a PI Integrator. */
  readonly sites: readonly string[];
  readonly topic: sns.ITopic;
}

/** Alarm on the function that keeps keys. */
export function keyErrorsAlarm(scope: Construct, { config, topic }: Pick<KeyAlarmsProps, 'config' | 'topic'>): void {
  new RunbookAlarm(scope, 'Errors', {
    deployment: config,
    topic,
    comparison: GREATER_THAN_THRESHOLD,
    name: 'key-errors',
    summary: 'The function that looks after access keys failed.',
    runbook: 'key-errors',
    metric: new Metrics(config).keyErrors(),
    threshold: 0,
  });
}

/** Alarms on the keys: a new one waits to be typed in, or an old one lives too long. */
export class KeyAlarms extends Construct {
  constructor(scope: Construct, id: string, { config, sites, topic }: KeyAlarmsProps) {
    super(scope, id);
    const metrics = new Metrics(config);
    const { keyMaxAgeDays } = config.extraction;
    const shared = { deployment: config, topic, comparison: GREATER_THAN_THRESHOLD };
    for (const site of sites) {
      const place = new Construct(this, site);
      new RunbookAlarm(place, 'Waiting', {
        ...shared,
        name: `key-waiting-${site}`,
        summary: `A new access key of ${site} lies in its secret, for a person to type into PI Integrator.`,
        runbook: 'key-waiting',
        metric: metrics.ofKey('waiting', site),
        threshold: 0,
        missing: 'keepsState',
      });
      new RunbookAlarm(place, 'Age', {
        ...shared,
        name: `key-age-${site}`,
        summary: `An access key of ${site} is older than ${keyMaxAgeDays} days.`,
        runbook: 'key-age',
        metric: metrics.ofKey('age', site),
        threshold: keyMaxAgeDays,
        missing: 'keepsState',
      });
    }
  }
}
