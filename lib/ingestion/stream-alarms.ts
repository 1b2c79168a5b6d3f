import { aws_cloudwatch as cloudwatch, type aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Metrics } from '../alarms/metrics.ts';
import { RunbookAlarm } from '../alarms/runbook-alarm.ts';
import { type Config, type Site, streamingSites } from '../config/config.ts';

const { GREATER_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;

/** A quarter of an hour of periods: a retry or a slow start is over by then. */
const PATIENCE = 3;

export interface StreamAlarmsProps {
  readonly config: Config;
  readonly sites: readonly Site[];
  readonly topic: sns.ITopic;
}

/** Alarms on the streams: records wait. None where no site has a stream. */
export class StreamAlarms extends Construct {
  constructor(scope: Construct, id: string, { config, sites, topic }: StreamAlarmsProps) {
    super(scope, id);
    const metrics = new Metrics(config);
    const shared = { deployment: config, topic, periods: PATIENCE };
    const seconds = config.alarms.iteratorAgeSeconds;
    for (const site of streamingSites({ sites: [...sites] })) {
      new RunbookAlarm(new Construct(this, site), 'IteratorAge', {
        ...shared,
        name: `iterator-age-${site}`,
        summary: `Records of ${site} wait in its stream for more than ${seconds} seconds, or nobody reads them.`,
        runbook: 'iterator-age',
        metric: metrics.iteratorAge(site),
        comparison: GREATER_THAN_THRESHOLD,
        threshold: seconds * 1000,
        // A reader asks several times a second, so that no measurement means no reader.
        missing: 'trouble',
      });
    }
  }
}

/** Alarms on the one function that reads every stream: batches fail. */
export function writerAlarms(scope: Construct, { config, topic }: Omit<StreamAlarmsProps, 'sites'>): void {
  const metrics = new Metrics(config);
  new RunbookAlarm(scope, 'Errors', {
    deployment: config,
    topic,
    periods: PATIENCE,
    name: 'stream-errors',
    summary: 'Batches of a stream fail again and again on their way to bronze.',
    runbook: 'stream-errors',
    metric: metrics.streamErrors(),
    comparison: GREATER_THAN_THRESHOLD,
    threshold: 0,
  });
  new RunbookAlarm(scope, 'Losses', {
    deployment: config,
    topic,
    name: 'stream-losses',
    summary: 'A batch of a stream was given up and could not be kept: it is lost when its retention ends.',
    runbook: 'stream-losses',
    metric: metrics.streamLosses(),
    comparison: GREATER_THAN_THRESHOLD,
    threshold: 0,
  });
}
