import { set } from '../../tools/proof/doubt/edit/edits.ts';
import { bucket, bucketPolicy } from '../../tools/proof/doubt/edit/find.ts';
import type { Assembly } from '../../tools/proof/doubt/edit/template.ts';
import { type Layer, type Mutant, mistake } from '../../tools/proof/doubt/mutant.ts';
import { renderOutcomes } from '../../tools/proof/doubt/render.ts';
import { type Check, type Outcome, runMutants } from '../../tools/proof/doubt/run.ts';
import { assemble } from './assemblies.ts';

const dev = await assemble('dev');
const local = await assemble('local');

/** A check that knows landing's policy in dev by heart, and nothing else. */
const knowsPolicy: Check = async (assembly) =>
  policyText(assembly) === policyText(dev)
    ? { verdict: 'proven', layers: [], said: '' }
    : { verdict: 'refuted', layers: ['resource'], said: 'its policy' };

const doubtful: Check = async (assembly) => {
  const judgement = await knowsPolicy(assembly);
  return { ...judgement, verdict: judgement.verdict === 'proven' ? 'proven' : 'undecided' };
};

const denyNothing = (layer: Layer): Mutant =>
  mistake(layer, 'landing denies nothing', set(bucketPolicy('landing'), { 'PolicyDocument.Statement': [] }));
const oneVersion = mistake(
  'configuration',
  'landing keeps one version',
  set(bucket('landing'), { 'VersioningConfiguration.Status': 'Suspended' }),
);
const unlocked = mistake(['configuration', 'object lock'], 'bronze has no lock', () => {});
const lost = mistake('resource', 'nowhere denies nothing', set(bucket('silver'), { 'Nowhere.Deny': 1 }));

describe('a mistake in a run', () => {
  test('is caught where its layer finds something', async () => {
    expect(await resultsOf([denyNothing('resource')])).toEqual(['caught']);
  });

  test('is caught where its layer cannot decide', async () => {
    expect(await resultsOf([denyNothing('resource')], doubtful)).toEqual(['caught']);
  });

  test('is missed where only another layer finds something', async () => {
    expect(await resultsOf([denyNothing('trust')])).toEqual(['missed']);
  });

  test('is missed where the assembly is proven all the same', async () => {
    expect(await resultsOf([oneVersion])).toEqual(['missed']);
  });

  test('is not planted where no assembly has what it needs', async () => {
    expect(await resultsOf([unlocked])).toEqual(['not planted']);
  });

  test('is not planted where what it edits is not there', async () => {
    expect(await resultsOf([lost])).toEqual(['not planted']);
  });

  test('leaves the assembly and the other mistakes alone', async () => {
    const before = JSON.stringify(dev);
    expect(await resultsOf([denyNothing('resource'), oneVersion, denyNothing('resource')])).toEqual([
      'caught',
      'missed',
      'caught',
    ]);
    expect(JSON.stringify(dev)).toBe(before);
  });
});

test('an assembly without a mistake is clean where it is proven, else a false alarm', async () => {
  const outcomes = await collected(runMutants([dev, local], [], knowsPolicy));
  expect(outcomes.map(({ name, result }) => [name, result])).toEqual([
    ['dev', 'clean'],
    ['local', 'false alarm'],
  ]);
});

test('the table counts by layer and names what went wrong', () => {
  const outcomes: Outcome[] = [
    { name: 'dev', assembly: 'dev', result: 'clean', said: 'proven', seconds: 1 },
    { name: 'local', assembly: 'local', result: 'false alarm', said: 'refuted: key', seconds: 1 },
    { name: 'one', layer: 'key', assembly: 'dev', result: 'caught', said: 'refuted: key', seconds: 1.5 },
    { name: 'two', layer: 'key', assembly: 'dev', result: 'missed', said: 'refuted: trust', seconds: 2 },
    { name: 'three', layer: 'chain', result: 'not planted', said: 'no assembly has trail', seconds: 0 },
  ];
  expect(renderOutcomes(outcomes).split('\n')).toEqual([
    'layer           planted   caught  seconds',
    'chain                 0        0      0.0',
    'key                   2        1      3.5',
    'all                   2        1      3.5',
    'missed: [key] two (refuted: trust)',
    'false alarm: local (refuted: key)',
    'not planted: [chain] three (no assembly has trail)',
    'clean as shipped: dev',
  ]);
});

/** Results of the mistakes in dev. */
async function resultsOf(mutants: readonly Mutant[], check: Check = knowsPolicy): Promise<Outcome['result'][]> {
  const [clean, ...rest] = await collected(runMutants([dev], mutants, check));
  expect(clean?.result).toBe('clean');
  return rest.map(({ result }) => result);
}

async function collected(outcomes: AsyncGenerator<Outcome>): Promise<Outcome[]> {
  const all: Outcome[] = [];
  for await (const outcome of outcomes) all.push(outcome);
  return all;
}

function policyText(assembly: Assembly): string {
  return JSON.stringify(bucketPolicy('landing')(assembly).properties);
}
