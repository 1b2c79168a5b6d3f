import { aws_cloudwatch as cloudwatch, Duration, type aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Metrics } from '../../alarms/metrics.ts';
import { RunbookAlarm } from '../../alarms/runbook-alarm.ts';
import type { Config } from '../../config/config.ts';

const { GREATER_THAN_THRESHOLD, LESS_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;

/** A day is the longest period of a metric. */
const LONGEST_MINUTES = 1440;
/** How many executions in a row may be missing before somebody is told. */
const MISSES = 3;

export interface PipelineAlarmsProps {
  readonly config: Config;
  readonly topic: sns.ITopic;
}

/** Alarms on the pipeline: data lies in bronze and does not reach gold. */
export class PipelineAlarms extends Construct {
  constructor(scope: Construct, id: string, { config, topic }: PipelineAlarmsProps) {
    super(scope, id);
    const metrics = new Metrics(config);
    const { schedule } = config.transformation;
    // As long as the time between two executions: while each one fails, the alarm stays on.
    const period = minutes(schedule.everyMinutes);
    const shared = { deployment: config, topic };
    const any = { ...shared, comparison: GREATER_THAN_THRESHOLD, threshold: 0 };
    new RunbookAlarm(this, 'Failed', {
      ...any,
      name: 'pipeline-failed',
      summary: 'An execution of the pipeline failed, after every retry.',
      runbook: 'pipeline-failed',
      metric: metrics.executions('Failed', period),
    });
    new RunbookAlarm(this, 'TimedOut', {
      ...any,
      name: 'pipeline-timed-out',
      summary: 'An execution of the pipeline ran out of time.',
      runbook: 'pipeline-failed',
      metric: metrics.executions('TimedOut', period),
    });
    new RunbookAlarm(this, 'CheckErrors', {
      ...any,
      name: 'check-errors',
      summary: 'The check for anything new failed, so that the jobs run whether or not there is.',
      runbook: 'check-errors',
      metric: metrics.checkErrors(),
    });
    if (schedule.enabled) {
      new RunbookAlarm(this, 'Silence', {
        ...shared,
        name: 'pipeline-silence',
        summary: `No execution of the pipeline has succeeded for ${MISSES} turns of its schedule.`,
        runbook: 'pipeline-silence',
        metric: metrics.executions('Succeeded', minutes(MISSES * schedule.everyMinutes)),
        comparison: LESS_THAN_THRESHOLD,
        threshold: 1,
        missing: 'trouble',
      });
    }
  }
}

function minutes(count: number): Duration {
  return Duration.minutes(Math.min(count, LONGEST_MINUTES));
}
