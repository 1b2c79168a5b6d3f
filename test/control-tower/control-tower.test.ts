import { join } from 'node:path';
import { toMatchFile } from 'jest-file-snapshot';
import { explains } from '../../lib/aspects/explanation.ts';
import { CONTROL_TOWER } from '../../lib/aspects/explanations-control-tower.ts';
import type { Config } from '../../lib/config/config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { type Refusal, refusals } from '../../tools/control-tower/controls.ts';
import { page, told } from '../../tools/control-tower/table.ts';
import { configurations } from '../../tools/proof/doubt/stacks/configurations.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';

const WITH_OPTIONS = 'prod, what a platform team asks for';
const FLAWED = 'dev, with flaws that are explained elsewhere';
const GOLDEN = join(import.meta.dirname, '..', 'golden', 'control-tower.md');
expect.extend({ toMatchFile });

const all = new Map<string, readonly Refusal[]>();
beforeAll(async () => {
  for (const name of ['prod', WITH_OPTIONS])
    all.set(name, refusals(await assemblyFolder({ config: configured(name) })));
  const flawed = { config: loadConfig('dev'), change: 'flaws that are explained elsewhere' } as const;
  all.set(FLAWED, refusals(await assemblyFolder(flawed)));
}, 300_000);

test.each(['prod', WITH_OPTIONS])('no proactive control of Control Tower refuses what is not explained: %s', (name) => {
  expect(refused(name).filter(({ reason }) => reason === undefined)).toEqual([]);
});

test('a key, and a year of logs, leave what cannot be had otherwise', () => {
  const controls = (name: string): string[] => [...new Set(refused(name).map(({ control }) => control))].toSorted();
  const left = controls(WITH_OPTIONS);
  expect(controls('prod').filter((each) => !left.includes(each))).toEqual([
    'CT.CLOUDTRAIL.PR.1',
    'CT.CLOUDWATCH.PR.2',
    'CT.CLOUDWATCH.PR.3',
  ]);
});

test('the reviewer is shown each refusal, as shipped and with the options', () => {
  expect(page(refused('prod'), refused(WITH_OPTIONS))).toMatchFile(GOLDEN);
});

test('what is explained in one place is refused in any other', () => {
  const left = refused(FLAWED).filter(({ reason }) => reason === undefined);
  expect(left.map(({ control }) => control)).toEqual(
    expect.arrayContaining(['CT.CLOUDWATCH.PR.2', 'CT.S3.PR.10', 'CT.S3.PR.2']),
  );
  expect(left.filter(({ path }) => !path.includes('/Fresh'))).toEqual([]);
  expect(told(left)).toContainEqual(expect.stringMatching(/^ {4}NOT EXPLAINED {2}.+\/Fresh/));
});

test('each explanation, in each place that it names, explains something', () => {
  const found = [...all.values()].flat().map(({ control: rule, path }) => ({ rule, path }));
  const stale = CONTROL_TOWER.flatMap((each) =>
    each.at.filter((at) => !found.some((finding) => explains({ ...each, at: [at] }, finding))),
  );
  expect(stale).toEqual([]);
});

function refused(name: string): readonly Refusal[] {
  return all.get(name) ?? [];
}

function configured(name: string): Config {
  const config = configurations().get(name);
  if (config === undefined) throw new Error(`no configuration is called ${name}`);
  return config;
}
