import {
  aws_cloudwatch as cloudwatch,
  Duration,
  type aws_lambda as lambda,
  type aws_stepfunctions as sfn,
  type aws_sns as sns,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { RunbookAlarm } from '../operations/runbook-alarm.ts';

/** A day is the longest period of a metric. */
const LONGEST_MINUTES = 1440;
/** How many executions in a row may be missing before somebody is told. */
const MISSES = 3;

export interface PipelineAlarmsProps {
  readonly topic: sns.ITopic;
  readonly stateMachine: sfn.IStateMachine;

  /** Says whether a run has anything to do. */
  readonly check: lambda.IFunction;
  readonly schedule: Config['transformation']['schedule'];
}

/** What tells that data lies in bronze and does not reach gold. */
export class PipelineAlarms extends Construct {
  constructor(scope: Construct, id: string, { topic, stateMachine, check, schedule }: PipelineAlarmsProps) {
    super(scope, id);
    // As long as the time between two executions: while each one fails, the alarm stays on.
    const options = { statistic: cloudwatch.Stats.SUM, period: minutes(schedule.everyMinutes) };
    const any = { topic, comparison: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD, threshold: 0 };
    new RunbookAlarm(this, 'Failed', {
      ...any,
      summary: 'An execution of the pipeline failed, after every retry.',
      runbook: 'pipeline-failed',
      metric: stateMachine.metricFailed(options),
    });
    new RunbookAlarm(this, 'TimedOut', {
      ...any,
      summary: 'An execution of the pipeline ran out of time.',
      runbook: 'pipeline-failed',
      metric: stateMachine.metricTimedOut(options),
    });
    new RunbookAlarm(this, 'CheckErrors', {
      ...any,
      summary: 'The check for anything new failed, so that the jobs run whether or not there is.',
      runbook: 'check-errors',
      metric: check.metricErrors(options),
    });
    if (schedule.enabled) {
      new RunbookAlarm(this, 'Silence', {
        topic,
        summary: `No execution of the pipeline has succeeded for ${MISSES} turns of its schedule.`,
        runbook: 'pipeline-silence',
        metric: stateMachine.metricSucceeded({ ...options, period: minutes(MISSES * schedule.everyMinutes) }),
        comparison: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
        threshold: 1,
        silenceIsTrouble: true,
      });
    }
  }
}

function minutes(count: number): Duration {
  return Duration.minutes(Math.min(count, LONGEST_MINUTES));
}
