import {
  Duration,
  aws_iam as iam,
  aws_scheduler as scheduler,
  type aws_stepfunctions as sfn,
  aws_scheduler_targets as targets,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config } from '../../config/config.ts';
import { pipelineName, pipelinePath, regionalArn, stateMachineArn } from '../../contract/index.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

interface Turns {
  readonly enabled: boolean;
  readonly everyMinutes: number;

  /** Minutes past the hour. @default 0 */
  readonly afterMinutes?: number;
}

export interface PipelineSchedulesProps {
  readonly config: Config;
  readonly stateMachine: sfn.IStateMachine;
}

/** When the state machine starts by itself: for new data, and for maintenance. */
export class PipelineSchedules extends Construct {
  constructor(scope: Construct, id: string, { config, stateMachine }: PipelineSchedulesProps) {
    super(scope, id);
    const { schedule, maintenance } = config.transformation;
    const role = this.starter(config);
    const start = (name: string, when: Turns, description: string, input: object): void => {
      new scheduler.Schedule(this, name, {
        description,
        enabled: when.enabled,
        schedule: expressionOf(when),
        target: new targets.StepFunctionsStartExecution(stateMachine, {
          role,
          input: scheduler.ScheduleTargetInput.fromObject(input),
          retryAttempts: 10,
          maxEventAge: Duration.minutes(15),
        }),
      });
    };
    start('NewData', schedule, 'Cleans and builds gold where there is anything new', {});
    // Half a turn later: started together, maintenance would mostly wait.
    const afterMinutes = Math.floor(Math.min(schedule.everyMinutes, HOUR) / 2);
    start('Maintenance', { ...maintenance, afterMinutes }, 'Cleans, builds gold and maintains both', {
      maintain: true,
    });
  }

  private starter(config: Config): iam.IRole {
    const role = new iam.Role(this, 'Role', {
      path: pipelinePath(config),
      roleName: pipelineName(config, 'schedule'),
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': config.account,
            'aws:SourceArn': regionalArn(config, 'scheduler', 'schedule-group/default'),
          },
        },
      }),
      inlinePolicies: {
        Start: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn(config)] }),
          ],
        }),
      },
    });
    return role.withoutPolicyUpdates();
  }
}

/** By the clock, where the turns divide an hour or a day: of a rate nobody says when it begins. */
function expressionOf({ everyMinutes, afterMinutes = 0 }: Turns): scheduler.ScheduleExpression {
  const { ScheduleExpression } = scheduler;
  if (HOUR % everyMinutes === 0 && everyMinutes < HOUR) {
    return ScheduleExpression.cron({ minute: `${afterMinutes % everyMinutes}/${everyMinutes}` });
  }
  const minute = String(afterMinutes);
  if (everyMinutes === DAY) return ScheduleExpression.cron({ minute, hour: '0' });
  if (everyMinutes === HOUR) return ScheduleExpression.cron({ minute });
  if (everyMinutes % HOUR === 0 && DAY % everyMinutes === 0) {
    return ScheduleExpression.cron({ minute, hour: `0/${everyMinutes / HOUR}` });
  }
  return ScheduleExpression.rate(Duration.minutes(everyMinutes));
}
