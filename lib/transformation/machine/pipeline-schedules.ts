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
    const start = (name: string, when: typeof schedule, description: string, input: object): void => {
      new scheduler.Schedule(this, name, {
        description,
        enabled: when.enabled,
        schedule: scheduler.ScheduleExpression.rate(Duration.minutes(when.everyMinutes)),
        target: new targets.StepFunctionsStartExecution(stateMachine, {
          role,
          input: scheduler.ScheduleTargetInput.fromObject(input),
          retryAttempts: 10,
          maxEventAge: Duration.minutes(15),
        }),
      });
    };
    start('NewData', schedule, 'Cleans and builds gold where there is anything new', {});
    start('Maintenance', maintenance, 'Cleans, builds gold and maintains both', { maintain: true });
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
