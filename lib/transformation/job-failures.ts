import {
  aws_events as events,
  type aws_glue as glue,
  type aws_sns as sns,
  aws_events_targets as targets,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { runbookPath } from '../operations/runbook-alarm.ts';

export interface JobFailuresProps {
  readonly topic: sns.ITopic;
  readonly jobs: readonly glue.IJob[];
}

/** Tells the topic of every run that did not succeed; one whose account did not close is among them. */
export class JobFailures extends Construct {
  constructor(scope: Construct, id: string, { topic, jobs }: JobFailuresProps) {
    super(scope, id);
    const told = ['$.detail.jobName', '$.detail.jobRunId', '$.detail.state', '$.detail.message'];
    const [job, run, state, message] = told.map((path) => events.EventField.fromPath(path));
    new events.Rule(this, 'Rule', {
      description: 'Glue job runs that failed, timed out or were stopped',
      eventPattern: {
        source: ['aws.glue'],
        detailType: ['Glue Job State Change'],
        detail: { jobName: jobs.map(({ jobName }) => jobName), state: ['FAILED', 'TIMEOUT', 'STOPPED', 'ERROR'] },
      },
      targets: [
        new targets.SnsTopic(topic, {
          message: events.RuleTargetInput.fromText(
            `${job} ${run}: ${state}. ${message} What to do: ${runbookPath('job-failures')}`,
          ),
        }),
      ],
    });
  }
}
