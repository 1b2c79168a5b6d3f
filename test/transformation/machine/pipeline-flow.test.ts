import { MOST_CRAWLS } from '../../../lib/contract/index.ts';
import { synthesize, templateOf } from '../../support/stacks.ts';
import { arrows, definitionOf, stateOf } from '../../support/state-machine.ts';

const definition = definitionOf(templateOf(await synthesize(), 'transformation'));
const JOBS = ['Clean', 'Build gold', 'Maintain'] as const;

test('an execution goes these ways and no other', () => {
  expect(definition.StartAt).toBe('Take the turn');
  expect(arrows(definition)).toEqual({
    'Take the turn': ['Is it my turn'],
    'Is it my turn': ['Anything new', 'Wait for the other', 'Another run is on'],
    'Wait for the other': ['Take the turn'],
    'Another run is on': [],
    'Anything new': ['Is anything new', '! Clean'],
    'Is anything new': ['Clean', 'Nothing new'],
    'Nothing new': [],
    Clean: ['Build gold', '! Why Clean failed'],
    'Why Clean failed': ['Tell of the open account', 'Clean again', 'Run failed'],
    'Clean again': ['Clean'],
    'Build gold': ['Is maintenance due', '! Why Build gold failed'],
    'Why Build gold failed': ['Tell of the open account', 'Build gold again', 'Run failed'],
    'Build gold again': ['Build gold'],
    'Is maintenance due': ['Maintain', 'Due crawls'],
    Maintain: ['Due crawls', '! Why Maintain failed'],
    'Why Maintain failed': ['Tell of the open account', 'Maintain again', 'Run failed'],
    'Maintain again': ['Maintain'],
    'Due crawls': ['Crawl', '! Did every crawl succeed'],
    Crawl: ['Did every crawl succeed'],
    'Did every crawl succeed': ['Done', 'Tell of crawls'],
    'Tell of crawls': ['Done without every crawl', '! Done without every crawl'],
    'Tell of the open account': ['Account open', '! Account open'],
    'Account open': [],
    'Run failed': [],
    'Done without every crawl': [],
    Done: [],
  });
});

test('what an execution ends in says whether it failed', () => {
  const ends = Object.entries(definition.States).filter(([, { Type }]) => ['Succeed', 'Fail'].includes(Type));
  expect(Object.fromEntries(ends.map(([name, { Type, Error: error }]) => [name, error ?? Type]))).toEqual({
    'Another run is on': 'Succeed',
    'Nothing new': 'Succeed',
    Done: 'Succeed',
    'Done without every crawl': 'Succeed',
    'Account open': 'AccountOpenError',
    'Run failed': 'RunFailed',
  });
});

test.each(['Clean', 'Build gold'])('%s has the workers that the new bytes need', (job) => {
  expect(stateOf(definition, job).Arguments).toMatchObject({ WorkerType: 'G.1X', NumberOfWorkers: '{% $workers %}' });
});

test('an answer that does not come gives the least workers, and what is forced is asked for its bytes, too', () => {
  const { Catch: caught, Assign } = stateOf(definition, 'Anything new');
  expect(Assign).toEqual({ workers: '{% $min([10, 2 + $floor($states.result.Payload.bytes / 21474836480)]) %}' });
  expect(caught).toMatchObject([{ Assign: { workers: 2 } }]);
  expect(stateOf(definition, 'Is anything new').Choices).toEqual([
    { Condition: '{% $force or $maintain or $states.input.new %}', Next: 'Clean' },
  ]);
});

test.each(JOBS)('%s waits for the end of its run', (job) => {
  expect(stateOf(definition, job).Resource).toMatch(/:states:::glue:startJobRun\.sync$/);
});

test.each(JOBS)(
  '%s is tried again by itself only where the service was busy, never for what a run failed of',
  (job) => {
    const { Retry } = stateOf(definition, job);
    expect(Retry?.flatMap(({ ErrorEquals }) => ErrorEquals).filter((error) => !error.startsWith('Glue.'))).toEqual([]);
    expect(Retry).toMatchObject([{ IntervalSeconds: 30, BackoffRate: 2, MaxAttempts: 6, JitterStrategy: 'FULL' }]);
  },
);

test.each(JOBS)('an open account of %s is asked for before a retry is', (job) => {
  expect(stateOf(definition, `Why ${job} failed`).Choices).toEqual([
    { Condition: "{% $contains($failure.Cause, 'AccountOpenError') %}", Next: 'Tell of the open account' },
    { Condition: expect.stringContaining('$retries < 2'), Next: `${job} again` },
  ]);
});

test('a message names the page that says what to do', () => {
  const told = ['Tell of the open account', 'Tell of crawls'].map((name) => stateOf(definition, name).Arguments);
  expect(told).toEqual([
    {
      TopicArn: 'arn:aws:sns:us-east-1:000000000000:airlock-local-alarms',
      Subject: 'Airlock: an account did not close, nothing was committed',
      Message: expect.stringContaining('docs/runbooks/account-did-not-close.md'),
    },
    {
      TopicArn: 'arn:aws:sns:us-east-1:000000000000:airlock-local-alarms',
      Subject: 'Airlock: a crawl failed',
      Message: expect.stringContaining('docs/runbooks/crawl-failed.md'),
    },
  ]);
});

test('a subject has the 100 characters at most that SNS takes', () => {
  const subjects = Object.values(definition.States).flatMap((state) => state.Arguments?.Subject ?? []);
  expect(subjects.length).toBe(2);
  for (const subject of subjects) expect(String(subject).length).toBeLessThanOrEqual(100);
});

test('every error of a crawl leads to its end', () => {
  const crawl = stateOf(definition, 'Crawl').ItemProcessor;
  expect(crawl && arrows(crawl)).toEqual({
    'Start crawler': ['Wait for crawler', '! Not started'],
    'Wait for crawler': ['Look at crawler'],
    'Look at crawler': ['Is crawler ready', '! Not seen'],
    'Is crawler ready': ['Crawled', 'Too long', 'Wait for crawler'],
    Crawled: [],
    'Too long': [],
    'Not seen': [],
    'Not started': [],
  });
});

test('as many crawls as an execution starts, each as long as it is looked at, leave room in the history', () => {
  const looks = Number(/looks >= (\d+)/.exec(JSON.stringify(stateOf(definition, 'Crawl')))?.[1]);
  // Entered and exited twice and thrice, a call scheduled, started and ended, each.
  const ofALook = 9;
  const ofAStart = 20;
  // Six retries of the call that starts it, and the three of each look that fails.
  expect(MOST_CRAWLS * (looks * ofALook + ofAStart)).toBeLessThan(20_000);
});
