import {
  aws_cloudwatch as cloudwatch,
  Duration,
  type aws_lambda as lambda,
  type aws_sns as sns,
  type aws_sqs as sqs,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RunbookAlarm } from '../operations/runbook-alarm.ts';

export interface IntakeAlarmsProps {
  readonly topic: sns.ITopic;
  readonly deadLetters: sqs.IQueue;
  readonly intake: lambda.IFunction;
  readonly sweep: lambda.IFunction;

  /** How long no object may land before somebody is told. */
  readonly silence: Duration;
}

/** What tells that the inner door is stuck, or that nobody knocks. */
export class IntakeAlarms extends Construct {
  constructor(scope: Construct, id: string, { topic, deadLetters, intake, sweep, silence }: IntakeAlarmsProps) {
    super(scope, id);
    new RunbookAlarm(this, 'DeadLetters', {
      summary: 'An object landed that the intake could not take in, after every retry.',
      runbook: 'intake-dead-letters',
      topic,
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: cloudwatch.Stats.MAXIMUM,
      }),
      comparison: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 0,
    });
    new RunbookAlarm(this, 'SweepErrors', {
      summary: 'The sweep for lost events failed, so an object whose event was lost waits in landing.',
      runbook: 'sweep-errors',
      topic,
      metric: sweep.metricErrors({ period: Duration.hours(1), statistic: cloudwatch.Stats.SUM }),
      comparison: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 0,
    });
    new RunbookAlarm(this, 'LandingSilence', {
      summary: `Nothing has landed for ${silence.toMinutes()} minutes.`,
      runbook: 'landing-silence',
      topic,
      metric: intake.metricInvocations({ period: silence, statistic: cloudwatch.Stats.SUM }),
      comparison: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      silenceIsTrouble: true,
    });
  }
}
