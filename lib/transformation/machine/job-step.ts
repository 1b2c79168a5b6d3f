import { type aws_glue as glue, aws_stepfunctions as sfn, Token, aws_stepfunctions_tasks as tasks } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../../config/config.ts';
import { jsonata, WHILE_BUSY, when } from './states.ts';

/** Error of the clean job that finds an account open: the same bronze gives the same answer, so that no retry helps. */
export const ACCOUNT_OPEN = 'AccountOpenError';

/** How often a run that failed is started anew. */
const RETRIES = 2;
const FIRST_PAUSE_SECONDS = 30;

/** The cause of a run's failure is the run itself, as text. */
const RUN_STATE = '$parse($failure.Cause).JobRunState';

export interface JobStepProps {
  readonly job: glue.IJob;

  /**
   * Type of the workers; the variable `workers` says how many.
   *
   * @default - the workers of the job's definition
   */
  readonly workerType?: Config['transformation']['workerType'];

  /** The step after an account that did not close. */
  readonly accountOpen: sfn.IChainable;

  /** The step after any other failure, when no retry is left. */
  readonly failed: sfn.IChainable;
}

/**
 * Runs a job to its end, and again where the run failed for another reason than an open account. A run that was stopped or
 * ran out of time is not tried again: somebody meant it, or it would run out of time once more.
 *
 * Reads the variable `workers` where told to, reads and sets `retries`; sets `failure` where it leads to one of the failures.
 */
export class JobStep extends sfn.StateMachineFragment {
  readonly startState: sfn.State;
  readonly endStates: sfn.INextable[];

  constructor(scope: Construct, id: string, { job, workerType, accountOpen, failed }: JobStepProps) {
    super(scope, id);
    const run = tasks.GlueStartJobRun.jsonata(this, 'Run', {
      stateName: id,
      glueJobName: job.jobName,
      integrationPattern: sfn.IntegrationPattern.RUN_JOB,
      ...(workerType !== undefined && {
        workerConfiguration: {
          workerTypeV2: tasks.WorkerTypeV2.of(workerType),
          // The construct wants a number, the state an expression: a token is both.
          numberOfWorkers: Token.asNumber(jsonata('$workers')),
        },
      }),
      outputs: {},
      assign: { retries: 0 },
    });
    const pause = sfn.Wait.jsonata(this, 'Pause', {
      stateName: `${id} again`,
      time: sfn.WaitTime.seconds(jsonata(`$floor(${FIRST_PAUSE_SECONDS} * $power(2, $retries) * (1 + $random()))`)),
      assign: { retries: jsonata('$retries + 1') },
    });
    const why = sfn.Choice.jsonata(this, 'Why', { stateName: `Why ${id} failed` })
      .when(when(`$contains($failure.Cause, '${ACCOUNT_OPEN}')`), accountOpen)
      .when(
        when(`$retries < ${RETRIES} and ($failure.Error = 'States.TaskFailed' ? ${RUN_STATE} = 'FAILED' : false)`),
        pause.next(run),
      )
      .otherwise(failed);
    run.addRetry(WHILE_BUSY);
    run.addCatch(why, { assign: { failure: jsonata('$states.errorOutput') } });
    this.startState = run;
    this.endStates = [run];
  }
}
