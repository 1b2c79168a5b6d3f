import {
  Duration,
  type aws_lambda as lambda,
  aws_stepfunctions as sfn,
  aws_stepfunctions_tasks as tasks,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { FOR_A_READ, jsonata, when } from './states.ts';

export interface TurnStepProps {
  /** Takes the turn for an execution. */
  readonly takeTurn: lambda.IFunction;

  /** The step with which it goes on when it is this execution's turn. */
  readonly goOn: sfn.IChainable;
}

/**
 * Lets one execution go on at a time. Maintenance waits for its turn; any other execution ends, since the next one takes its
 * data. Taking a turn that one has already changes nothing, so that a call without an answer can be made again.
 *
 * Sets the variables that later states read: `force`, `maintain`, `retries`.
 */
export class TurnStep extends sfn.StateMachineFragment {
  readonly startState: sfn.State;
  readonly endStates: sfn.INextable[] = [];

  constructor(scope: Construct, id: string, { takeTurn, goOn }: TurnStepProps) {
    super(scope, id);
    const take = tasks.LambdaInvoke.jsonata(this, 'Take', {
      stateName: 'Take the turn',
      lambdaFunction: takeTurn,
      payload: sfn.TaskInput.fromObject({ execution: jsonata('$states.context.Execution.Id') }),
      outputs: jsonata('$states.input'),
      assign: {
        others: jsonata('$states.result.Payload.others'),
        force: jsonata('$states.input.force = true'),
        maintain: jsonata('$states.input.maintain = true'),
        retries: 0,
      },
    });
    take.addRetry(FOR_A_READ);
    const wait = sfn.Wait.jsonata(this, 'Wait', {
      stateName: 'Wait for the other',
      time: sfn.WaitTime.duration(Duration.seconds(30)),
    });
    const giveWay = sfn.Succeed.jsonata(this, 'GiveWay', {
      stateName: 'Another run is on',
      outputs: { outcome: jsonata("'another run is on: ' & $join($others, ', ')") },
    });
    const choice = sfn.Choice.jsonata(this, 'IsMyTurn', { stateName: 'Is it my turn' })
      .when(when('$count($others) = 0'), goOn)
      .when(when('$maintain'), wait.next(take))
      .otherwise(giveWay);
    take.next(choice);
    this.startState = take;
  }
}
