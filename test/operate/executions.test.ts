import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { historyLines, machineRun } from '../../tools/operate/executions.ts';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 24) + seconds * 1000);
const entered = (name: string, seconds: number): HistoryEvent => ({
  id: 0,
  type: 'TaskStateEntered',
  timestamp: at(seconds),
  stateEnteredEventDetails: { name },
});
const exited = (name: string, seconds: number): HistoryEvent => ({
  id: 0,
  type: 'TaskStateExited',
  timestamp: at(seconds),
  stateExitedEventDetails: { name },
});
const failed = (seconds: number): HistoryEvent => ({
  id: 0,
  type: 'TaskFailed',
  timestamp: at(seconds),
  taskFailedEventDetails: {
    error: 'States.TaskFailed',
    cause: '{"ErrorMessage":"OSError: full\\nmore","JobRunState":"FAILED"}',
    resource: '',
    resourceType: '',
  },
});
const execution = {
  $metadata: {},
  executionArn: 'arn',
  stateMachineArn: 'arn',
  name: '1b2c3d4e-0000',
  input: '{"force":true}',
  startDate: at(0),
  stopDate: at(10),
};
const events = [entered('Clean', 1), failed(3), exited('Clean', 3), entered('Clean', 4), exited('Clean', 9)];

test('a state that was tried again stands there twice, each with its time and how it ended', () => {
  const run = machineRun({ ...execution, status: 'SUCCEEDED', output: '{"outcome":"cleaned"}' }, events);
  expect(run).toEqual({
    name: '1b2c3d4e-0000',
    input: '{"force":true}',
    status: 'SUCCEEDED',
    seconds: 10,
    outcome: 'cleaned',
    states: [
      { name: 'Clean', seconds: 2, outcome: 'States.TaskFailed: OSError: full' },
      { name: 'Clean', seconds: 5, outcome: 'done' },
    ],
  });
});

test("a failed execution's outcome is its error with the first line of what the run says", () => {
  const cause = '{"ErrorMessage":"OSError: full\\nmore"}';
  expect(machineRun({ ...execution, status: 'FAILED', error: 'RunFailed', cause }, events).outcome).toBe(
    'RunFailed: OSError: full',
  );
});

test('the state that fails an execution is not one of those that failed', () => {
  const end: HistoryEvent = { ...entered('Run failed', 3), type: 'FailStateEntered' };
  const run = machineRun({ ...execution, status: 'FAILED', error: 'RunFailed' }, [...events.slice(0, 3), end]);
  expect(run.states.map(({ name }) => name)).toEqual(['Clean']);
});

test('lines for people leave out what took no time', () => {
  const quick = [entered('Is it my turn', 0), exited('Is it my turn', 0), ...events];
  const run = machineRun({ ...execution, status: 'SUCCEEDED', output: '{"outcome":"cleaned"}' }, quick);
  expect(historyLines([run]).split('\n')).toEqual([
    '1b2c3d4e {"force":true}: succeeded in 10.0 s: cleaned',
    '  Clean                           2.0 s  States.TaskFailed: OSError: full',
    '  Clean                           5.0 s',
  ]);
});
