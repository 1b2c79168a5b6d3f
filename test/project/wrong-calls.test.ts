import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tools/project/paths.ts';
import { attempt } from '../../tools/project/run.ts';
import { runVerb } from '../../tools/run-verb.ts';

/** What is typed wrongly, with what must be said of it. */
const CALLS: readonly (readonly [string, string])[] = [
  ['statsu', "unknown command 'statsu'"],
  ['local upp', '(Did you mean up?)'],
  ['key statsu', '(Did you mean status?)'],
  ['tried --jsn', '(Did you mean --json?)'],
  ['doctor --awz', '(Did you mean --aws?)'],
  ['page --site north-refinery', "required option '--env <environment>' not specified"],
  ['page --site nort-refinery --env prod', 'did you mean "north-refinery"?'],
  ['page --site north-refinery --env prdo', 'did you mean "prod"?'],
  ['page --site north-refinery --env prod --out /nowhere/page.md', '--out: got /nowhere/page.md'],
  ['cost --env prdo', 'did you mean "prod"?'],
  ['cost --env prod --tags many', "'--tags <count>' argument 'many' is invalid"],
  ['cost --env', "option '--env <name>' argument missing"],
  ['doctor --aws', 'unknown environment: got nothing'],
  ['key status --site nosuch --environment prod', '--site: got "nosuch", wanted one of north-refinery'],
  ['key status --site north-refinery --environment prdo', 'did you mean "prod"?'],
  ['local put nofile --site north-refinery', "required option '--view <name>' not specified"],
  ['local query', "missing required argument 'sql'"],
  ['local run --state /nowhere', 'the local cloud does not run: npm run airlock -- local up'],
  ['plant init', "missing required argument 'name'"],
  ['plant init Kiln', 'got "Kiln", wanted a lower-case name'],
  ['clean nofolder', "required option '--out <folder>' not specified"],
  ['clean . --out out --config nofile.json', 'nofile.json: no such file'],
  ['corpus check nofolder', 'nofolder: no such folder'],
  ['corpus make nofolder --seed abc', "'--seed <number>' argument 'abc' is invalid"],
  ['bench nosuch', 'Allowed choices are clean'],
  ['bench clean --rows abc', 'wanted a count such as 500k or 5M'],
  ['proof nofolder', 'to make it: npx cdk synth'],
  ['proof matrix nofolder', 'to make it: npx cdk synth'],
  ['proof mutants --operator nothing-at-all', 'Allowed choices are foreign'],
  ['proof mutants --processes x', 'wanted a whole number'],
  ['control-tower nofolder', 'to make it: npx cdk synth'],
  ['plant-check --site nosuch --print-settings prod', '--site: got nosuch, wanted one of'],
  ['replay', 'wanted --reason, --site, --view or --object'],
  ['sender wheelhouse --out tools', 'which holds something, wanted a new folder'],
  ['sender wheelhouse --python 3.9 --out nofolder', 'Allowed choices are 3.11'],
];

interface Said {
  readonly status: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a call in this process says, and its exit code: a process each takes a second. */
async function call(words: readonly string[]): Promise<Said> {
  const before = process.exitCode;
  const [out, err]: [string[], string[]] = [[], []];
  const { jest } = import.meta;
  const heard = (into: string[], end: string) => (text: unknown) => into.push(`${text}${end}`) > 0;
  const spies = [
    jest.spyOn(console, 'log').mockImplementation(heard(out, '\n')),
    jest.spyOn(console, 'error').mockImplementation(heard(err, '\n')),
    jest.spyOn(process.stdout, 'write').mockImplementation(heard(out, '')),
    jest.spyOn(process.stderr, 'write').mockImplementation(heard(err, '')),
  ];
  try {
    await runVerb(words);
    return { status: process.exitCode, stdout: out.join(''), stderr: err.join('') };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.exitCode = before;
  }
}

function expectSentence(
  { status, stdout, stderr }: { status: unknown; stdout: string; stderr: string },
  words: string,
) {
  expect(stderr).toContain(words);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.trim().split('\n').length).toBeLessThan(5);
  expect(stderr).not.toMatch(/^\s+at |node:internal|Traceback/m);
}

test.each(CALLS)('airlock %s is told what was wanted, and ends with 2', async (line, words) => {
  expectSentence(await call(line.split(' ')), words);
});

test('nothing was made by any of them', () => {
  expect(['nofolder', 'out/silver'].filter((each) => existsSync(join(ROOT, each)))).toEqual([]);
});

test.each([
  ['tools/airlock.ts statsu', "unknown command 'statsu'"],
  ['tools/airlock.ts page --site north-refinery --env prdo', 'did you mean "prod"?'],
])('so does the command itself: %s', async (line, words) => {
  const env = { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '' };
  expectSentence(await attempt(process.execPath, ['--import', 'tsx', ...line.split(' ')], { env }), words);
});
