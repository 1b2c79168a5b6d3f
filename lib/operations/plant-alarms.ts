import { aws_cloudwatch as cloudwatch, aws_logs as logs, type aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Metrics, PERIOD, PLANT_REFUSED } from '../alarms/metrics.ts';
import { RunbookAlarm } from '../alarms/runbook-alarm.ts';
import type { Config } from '../config/config.ts';
import { plantArnPatterns } from '../contract/index.ts';

const { GREATER_THAN_THRESHOLD, LESS_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;

export interface PlantAlarmsProps {
  readonly config: Config;
  readonly topic: sns.ITopic;

  /** Of CloudTrail. */
  readonly calls: logs.ILogGroup;
}

/** Alarms on the plants: an identity is in wrong hands, or a plant is silent. */
export class PlantAlarms extends Construct {
  constructor(scope: Construct, id: string, { config, topic, calls }: PlantAlarmsProps) {
    super(scope, id);
    const shared = { deployment: config, topic };
    const metrics = new Metrics(config);
    this.countRefusals(config, calls, metrics.filterNamespace);
    new RunbookAlarm(this, 'Refused', {
      ...shared,
      name: 'plant-refused',
      summary: "A call of a plant's identity was refused, which no feeder makes by itself.",
      runbook: 'plant-refused',
      metric: metrics.plantRefused(),
      comparison: GREATER_THAN_THRESHOLD,
      threshold: 0,
    });
    for (const { id: site } of config.sites) this.watch(new Construct(this, site), site, config, topic);
  }

  private countRefusals(config: Config, calls: logs.ILogGroup, metricNamespace: string): void {
    const [roles, users] = plantArnPatterns(config);
    new logs.MetricFilter(this, 'Refusals', {
      logGroup: calls,
      metricNamespace,
      metricName: PLANT_REFUSED,
      metricValue: '1',
      filterPattern: logs.FilterPattern.literal(
        // Services call a refusal by different words: EC2 by UnauthorizedOperation, SNS by AuthorizationError. A session's own
        // ARN holds no path; that of the role which issued it does.
        `{ ($.errorCode = "*AccessDenied*" || $.errorCode = "*UnauthorizedOperation" || $.errorCode = "AuthorizationError*") && ($.userIdentity.sessionContext.sessionIssuer.arn = "${roles}" || $.userIdentity.arn = "${users}") }`,
      ),
    });
  }

  private watch(place: Construct, site: string, config: Config, topic: sns.ITopic): void {
    const { landingSilenceMinutes, bytesPerHour, objectsPerHour } = config.alarms;
    const metrics = new Metrics(config);
    const shared = { deployment: config, topic };
    new RunbookAlarm(place, 'Silence', {
      ...shared,
      name: `landing-silence-${site}`,
      summary: `${site} has put nothing into landing for ${landingSilenceMinutes} minutes.`,
      runbook: 'landing-silence',
      metric: metrics.puts(site),
      comparison: LESS_THAN_THRESHOLD,
      threshold: 1,
      // Many short periods: CloudWatch looks further back than it is told where the last ones are missing, by whole periods.
      periods: landingSilenceMinutes / PERIOD.toMinutes(),
      missing: 'trouble',
    });
    const flood = { ...shared, runbook: 'landing-flood', comparison: GREATER_THAN_THRESHOLD };
    new RunbookAlarm(place, 'Bytes', {
      ...flood,
      name: `landing-bytes-${site}`,
      summary: `${site} has put more than ${bytesPerHour} bytes into landing within an hour.`,
      metric: metrics.bytesLanded(site),
      threshold: bytesPerHour,
    });
    new RunbookAlarm(place, 'Objects', {
      ...flood,
      name: `landing-objects-${site}`,
      summary: `${site} has put into landing more than ${objectsPerHour} times within an hour.`,
      metric: metrics.putsInHour(site),
      threshold: objectsPerHour,
    });
  }
}
