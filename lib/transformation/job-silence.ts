import { aws_cloudwatch as cloudwatch, type aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import type { PipelineRole } from '../contract.ts';
import { Metrics, PERIOD } from '../operations/metrics.ts';
import { RunbookAlarm } from '../operations/runbook-alarm.ts';

export interface JobSilenceProps {
  readonly config: Config;
  readonly topic: sns.ITopic;

  /** Jobs that the schedule starts. */
  readonly jobs: readonly PipelineRole[];
}

/**
 * Tells that no run of a job has ended well for too long, also where none was started: what the jobs measure is silent then, and
 * silence of a measurement is no alarm by itself. Nothing where no schedule promises a run.
 */
export class JobSilence extends Construct {
  constructor(scope: Construct, id: string, { config, topic, jobs }: JobSilenceProps) {
    super(scope, id);
    const metrics = new Metrics(config);
    const minutes = config.alarms.jobSilenceMinutes;
    for (const job of config.transformation.schedule.enabled ? jobs : []) {
      new RunbookAlarm(this, job, {
        deployment: config,
        topic,
        name: `silence-of-${job}`,
        summary: `No run of ${job} has ended well for ${minutes} minutes.`,
        runbook: 'job-silence',
        metric: metrics.runs(job),
        comparison: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
        threshold: 1,
        periods: minutes / PERIOD.toMinutes(),
        missing: 'trouble',
      });
    }
  }
}
