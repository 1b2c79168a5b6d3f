import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  type HistoryEvent,
  paginateGetExecutionHistory,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { z } from 'zod';
import type { Config } from '../../lib/config/config.ts';
import { stateMachineArn } from '../../lib/contract/index.ts';
import type { MachineRun, MachineState } from '../report/stage-data.ts';
import type { Clients } from './aws.ts';

/** Seconds between two looks at an execution. */
const LOOK_SECONDS = 0.5;

/** Whose state machine is started; `signal` ends the watch. */
export interface Place {
  readonly deployer: Pick<Clients, 'sfn'>;
  readonly config: Config;
  readonly signal: AbortSignal;
}

/** An execution of the state machine, as its history tells it. */
type Execution = Omit<MachineRun, 'nothingNew'>;

/**
 * Starts the state machine and watches it to its end; `onState` is told of what it is at.
 *
 * @throws Error with the failed state and its cause where the execution did not succeed.
 */
export async function runMachine(
  { deployer, config, signal }: Place,
  input: Readonly<Record<string, boolean>>,
  onState: (state: string) => void,
): Promise<Execution> {
  const { sfn } = deployer;
  const arn = await startExecution(sfn, stateMachineArn(config), input);
  const run = await watchExecution(sfn, arn, signal, onState);
  if (run.status === 'SUCCEEDED') return run;
  const last = run.states.findLast(({ outcome }) => outcome !== 'done')?.name ?? 'no state';
  throw new Error(`execution ${run.name} ended as ${run.status} after "${last}": ${run.outcome}`);
}

/** Starts an execution and returns its ARN. */
async function startExecution(sfn: SFNClient, machine: string, input: object): Promise<string> {
  const { executionArn } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn: machine, input: JSON.stringify(input) }),
  );
  if (executionArn === undefined) throw new Error(`${machine}: got no execution`);
  return executionArn;
}

/** Watches an execution to its end, however it ends. */
async function watchExecution(
  sfn: SFNClient,
  arn: string,
  signal: AbortSignal,
  onState: (state: string) => void,
): Promise<Execution> {
  const start = performance.now();
  for (;;) {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn: arn }));
    const events = await historyOf(sfn, arn);
    if (execution.status !== 'RUNNING') return machineRun(execution, events);
    const at = events.findLast(({ stateEnteredEventDetails }) => stateEnteredEventDetails !== undefined);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    onState(`${at?.stateEnteredEventDetails?.name ?? 'started'} for ${seconds} s`);
    await sleep(LOOK_SECONDS * 1000, undefined, { signal });
  }
}

/** Executions as lines for people: one each, then one a state that took time or failed. */
export function historyLines(runs: readonly Execution[]): string {
  return runs.flatMap((run) => [headLine(run), ...run.states.filter(isWorthALine).map(stateLine)]).join('\n');
}

async function historyOf(sfn: SFNClient, executionArn: string): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  const pages = paginateGetExecutionHistory({ client: sfn }, { executionArn, maxResults: 1000 });
  for await (const page of pages) events.push(...(page.events ?? []));
  return events;
}

const output = z.object({ outcome: z.string() });

/** An execution that has ended, out of what the service says of it and of its events. */
export function machineRun(execution: DescribeExecutionCommandOutput, events: readonly HistoryEvent[]): Execution {
  const { name = '', input = '{}', status = 'UNKNOWN', startDate, stopDate } = execution;
  const succeeded = output.safeParse(JSON.parse(execution.output ?? '{}'));
  return {
    name,
    input,
    status,
    seconds: between(startDate, stopDate),
    outcome: succeeded.success ? succeeded.data.outcome : failure(execution.error, execution.cause),
    states: statesOf(events),
  };
}

/** The states in order of entry, but for the one that fails an execution: its error is the execution's outcome. */
function statesOf(events: readonly HistoryEvent[]): MachineState[] {
  const entered = events.flatMap((event, index) => (event.stateEnteredEventDetails ? [{ event, index }] : []));
  return entered.flatMap(({ event, index }, place) => {
    if (event.type === 'FailStateEntered') return [];
    const rest = events.slice(index + 1, entered[place + 1]?.index ?? events.length);
    const errors = rest.flatMap(
      (each) =>
        each.taskFailedEventDetails ?? each.executionFailedEventDetails ?? each.executionAbortedEventDetails ?? [],
    );
    const error = errors.at(-1);
    const name = event.stateEnteredEventDetails?.name ?? '';
    const seconds = between(event.timestamp, (rest.at(-1) ?? event).timestamp);
    return [{ name, seconds, outcome: error === undefined ? 'done' : failure(error.error, error.cause) }];
  });
}

const jobRun = z.object({ ErrorMessage: z.string() });

/** The error with the first line of its cause; the cause of a failed Glue run is the run, as JSON text. */
function failure(error = 'no error', cause = 'no cause'): string {
  const run = jobRun.safeParse(cause.startsWith('{') ? JSON.parse(cause) : undefined);
  const text = run.success ? run.data.ErrorMessage : cause;
  return `${error}: ${text.split('\n')[0]}`;
}

function between(start: Date | undefined, end: Date | undefined): number {
  return start === undefined || end === undefined ? 0 : (end.getTime() - start.getTime()) / 1000;
}

function headLine({ name, input, status, seconds, outcome }: Execution): string {
  return `${name.slice(0, 8)} ${input}: ${status.toLowerCase()} in ${seconds.toFixed(1)} s: ${outcome}`;
}

function isWorthALine({ seconds, outcome }: MachineState): boolean {
  return seconds >= 0.1 || outcome !== 'done';
}

function stateLine({ name, seconds, outcome }: MachineState): string {
  return `  ${name.padEnd(28)}${seconds.toFixed(1).padStart(7)} s  ${outcome === 'done' ? '' : outcome}`.trimEnd();
}
