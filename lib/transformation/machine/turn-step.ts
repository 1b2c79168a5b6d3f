import { Duration, aws_stepfunctions as sfn, aws_stepfunctions_tasks as tasks } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { FOR_A_READ, jsonata, when } from './states.ts';

/**
 * Names of the executions that are running and began before this one; of two that began in the same millisecond the ARN
 * decides. Both times come from the list: those of two sources may be cut to different lengths.
 */
const OLDER = `(
  $id := $states.context.Execution.Id;
  $listed := $states.result.Executions[ExecutionArn = $id].StartDate;
  $mine := $toMillis($exists($listed) ? $listed : $states.context.Execution.StartTime);
  [$states.result.Executions[
    ExecutionArn != $id and ($toMillis(StartDate) < $mine or ($toMillis(StartDate) = $mine and ExecutionArn < $id))
  ].Name]
)`.replace(/\s+/g, ' ');

export interface TurnStepProps {
  readonly stateMachineArn: string;

  /** The step with which it goes on when it is this execution's turn. */
  readonly goOn: sfn.IChainable;
}

/**
 * Lets one execution go on at a time: the oldest of those that run. Only one that sees an older one gives way, and the
 * oldest sees none. Maintenance waits for its turn; any other execution ends, since the next one takes its data. The list
 * is best effort: two that start within seconds may both go on. The schedules are half a turn apart; of two writers of a
 * table that are started by hand together, Delta's commit lets one through, and the other's run is tried again.
 *
 * Sets the variables that later states read: `force`, `maintain`, `retries`.
 */
export class TurnStep extends sfn.StateMachineFragment {
  readonly startState: sfn.State;
  readonly endStates: sfn.INextable[] = [];

  constructor(scope: Construct, id: string, { stateMachineArn, goOn }: TurnStepProps) {
    super(scope, id);
    const list = tasks.CallAwsService.jsonata(this, 'List', {
      stateName: 'Look for others',
      service: 'sfn',
      action: 'listExecutions',
      iamAction: 'states:ListExecutions',
      iamResources: [stateMachineArn],
      parameters: { StateMachineArn: stateMachineArn, StatusFilter: 'RUNNING' },
      outputs: jsonata('$states.input'),
      assign: {
        older: jsonata(OLDER),
        force: jsonata('$states.input.force = true'),
        maintain: jsonata('$states.input.maintain = true'),
        retries: 0,
      },
    });
    list.addRetry(FOR_A_READ);
    const wait = sfn.Wait.jsonata(this, 'Wait', {
      stateName: 'Wait for the others',
      time: sfn.WaitTime.duration(Duration.seconds(30)),
    });
    const giveWay = sfn.Succeed.jsonata(this, 'GiveWay', {
      stateName: 'Another run is on',
      outputs: { outcome: jsonata("'another run is on: ' & $join($older, ', ')") },
    });
    const choice = sfn.Choice.jsonata(this, 'IsMyTurn', { stateName: 'Is it my turn' })
      .when(when('$count($older) = 0'), goOn)
      .when(when('$maintain'), wait.next(list))
      .otherwise(giveWay);
    list.next(choice);
    this.startState = list;
  }
}
