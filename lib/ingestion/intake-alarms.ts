import { aws_cloudwatch as cloudwatch, type aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Metrics } from '../alarms/metrics.ts';
import { RunbookAlarm } from '../alarms/runbook-alarm.ts';
import type { Config } from '../config/config.ts';

const { GREATER_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;

export interface IntakeAlarmsProps {
  readonly config: Config;
  readonly topic: sns.ITopic;
}

/** Alarms on the intake: the inner door is stuck. */
export class IntakeAlarms extends Construct {
  constructor(scope: Construct, id: string, { config, topic }: IntakeAlarmsProps) {
    super(scope, id);
    const metrics = new Metrics(config);
    const shared = { deployment: config, topic };
    new RunbookAlarm(this, 'DeadLetters', {
      ...shared,
      name: 'intake-dead-letters',
      summary: 'An object landed that the intake could not take in, after every retry.',
      runbook: 'intake-dead-letters',
      metric: metrics.deadLetters(),
      comparison: GREATER_THAN_THRESHOLD,
      threshold: 0,
    });
    new RunbookAlarm(this, 'SweepErrors', {
      ...shared,
      name: 'sweep-errors',
      summary: 'The sweep for lost events failed, so an object whose event was lost waits in landing.',
      runbook: 'sweep-errors',
      metric: metrics.sweepErrors(),
      comparison: GREATER_THAN_THRESHOLD,
      threshold: 0,
    });
  }
}
