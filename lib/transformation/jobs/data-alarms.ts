import { aws_cloudwatch as cloudwatch, type aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Metrics } from '../../alarms/metrics.ts';
import { RunbookAlarm } from '../../alarms/runbook-alarm.ts';
import type { Config } from '../../config/config.ts';

const { GREATER_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;

export interface DataAlarmsProps {
  readonly config: Config;
  readonly site: string;
  readonly topic: sns.ITopic;
}

/** Alarms on a site's data: they are late, bad, or not what the replica can read. */
export class DataAlarms extends Construct {
  constructor(scope: Construct, id: string, { config, site, topic }: DataAlarmsProps) {
    super(scope, id);
    const metrics = new Metrics(config);
    const shared = { deployment: config, topic, comparison: GREATER_THAN_THRESHOLD };
    const { freshnessMinutes, quarantinedCells, shareBadPercent } = config.alarms;
    new RunbookAlarm(this, 'Freshness', {
      ...shared,
      name: `freshness-${site}`,
      summary: `Silver has got no new reading of a view of ${site} for ${freshnessMinutes} minutes.`,
      runbook: 'freshness',
      metric: metrics.ofJob('FreshnessSeconds', site),
      threshold: freshnessMinutes * 60,
      missing: 'keepsState',
    });
    new RunbookAlarm(this, 'ShareBad', {
      ...shared,
      name: `share-bad-${site}`,
      summary: `More than ${shareBadPercent} % of the cells that ${site} sent last are bad.`,
      runbook: 'share-bad',
      metric: metrics.ofJob('ShareBad', site),
      threshold: shareBadPercent,
      missing: 'keepsState',
    });
    new RunbookAlarm(this, 'Quarantine', {
      ...shared,
      name: `quarantine-${site}`,
      summary: `More than ${quarantinedCells} cells of ${site} went to quarantine in an hour.`,
      runbook: 'quarantine',
      metric: metrics.ofJob('Quarantined', site),
      threshold: quarantinedCells,
    });
    new RunbookAlarm(this, 'Unreadable', {
      ...shared,
      name: `unreadable-${site}`,
      summary: `An object of ${site} could not be read at all.`,
      runbook: 'unreadable-objects',
      metric: metrics.ofJob('Unreadable', site),
      threshold: 0,
    });
    new RunbookAlarm(this, 'Refused', {
      ...shared,
      name: `refused-${site}`,
      summary: `The intake refused an object of ${site}.`,
      runbook: 'refused-objects',
      metric: metrics.ofJob('Refused', site),
      threshold: 0,
    });
  }
}
