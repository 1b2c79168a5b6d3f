import type { ClassSolver, Json } from '../../packages/iam-proof/index.ts';
import { checkWith } from '../../tools/proof/doubt/check.ts';
import { type Mutant, mutantsOf, planted, sampled } from '../../tools/proof/doubt/mutants.ts';
import { type Outcome, outcomeOf } from '../../tools/proof/doubt/outcome.ts';
import { renderOutcomes, verdictOf } from '../../tools/proof/doubt/render.ts';
import { SURVIVORS } from '../../tools/proof/doubt/survivors.ts';
import type { Assembly } from '../../tools/proof/doubt/template.ts';
import { startSolver } from '../../tools/proof/reference.ts';
import { assemble } from './assemblies.ts';

const ROLE = 'arn:aws:iam::111111111111:role/app/plant/first';

/** One stack with one resource. */
function assemblyWith(Type: string, Properties: Record<string, Json>): Assembly {
  const templates = { stack: { Resources: { Thing: { Type, Properties } } } };
  return { ...BLANK, templates };
}

const NAMES = { name: 'tiny', environment: 'tiny', account: '111111111111', region: 'us-east-1' };
const BLANK = { ...NAMES, assetBuckets: [], config: {} };

/** What an operator makes of the values of a resource: the properties afterwards. */
function madeBy(operator: string, properties: Record<string, Json>, type = 'AWS::Test::Thing'): unknown[] {
  const mutants = mutantsOf([assemblyWith(type, properties)]).filter((each) => each.operator === operator);
  return mutants.map((each) => planted(each).templates.stack?.Resources.Thing?.Properties);
}

describe('an operator makes mistakes wherever it can', () => {
  test.each<[string, Record<string, Json>, unknown[]]>([
    ['missing', { A: ['x', 'y'] }, [undefined, {}, { A: ['y'] }, { A: ['x'] }]],
    [
      'turned',
      { A: true, B: 'ENABLED', C: 'x' },
      [
        { A: false, B: 'ENABLED', C: 'x' },
        { A: true, B: 'DISABLED', C: 'x' },
      ],
    ],
    ['numbered', { A: 60 }, [{ A: 0 }, { A: 60_000 }, { A: 1 }]],
    ['numbered', { A: '0' }, [{ A: '1' }]],
    [
      'swapped',
      { Role: ROLE, Other: ROLE.replace('first', 'second') },
      [
        { Role: ROLE.replace('first', 'second'), Other: ROLE.replace('first', 'second') },
        { Role: ROLE, Other: ROLE },
      ],
    ],
    ['foreign', { Role: ROLE }, [{ Role: ROLE.replace('111111111111', '999999999999') }]],
    ['unsaid', { A: { Ref: 'Other' } }, [{ A: { 'Fn::ImportValue': 'of-another-stack' } }]],
    ['widened', { Action: 's3:GetObject' }, [{ Action: '*' }, { Action: 's3:*' }]],
    ['loosened', { S: { Condition: { StringLike: { k: 'v' } } } }, [{ S: { Condition: { StringLike: { k: '*' } } } }]],
    ['inverted', { S: [{ Effect: 'Deny', Action: 'a:B' }] }, [{ S: [{ Effect: 'Deny', NotAction: 'a:B' }] }]],
    ['otherwise', { Condition: { ArnNotLike: { k: 'v' } } }, [{ Condition: { ArnLike: { k: 'v' } } }]],
    [
      'otherwise',
      { Condition: { Bool: { k: 'v' } } },
      [{ Condition: { BoolIfExists: { k: 'v' } } }, { Condition: { 'ForAllValues:Bool': { k: 'v' } } }],
    ],
  ])('%s: %j', (operator, properties, made) => {
    expect(madeBy(operator, properties)).toEqual(made);
  });

  test('allowed: one more statement, in the terms of its policy', () => {
    const Statement = [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'x' }];
    const made = madeBy('allowed', { Policy: { Statement } });
    expect(made).toHaveLength(6);
    expect(made[0]).toEqual({ Policy: { Statement: [...Statement, Statement[0]] } });
  });

  test.each(['doubled', 'beside'])('%s: a resource more', (operator) => {
    const [mutant] = mutantsOf([assemblyWith('AWS::IAM::User', {})]).filter((each) => each.operator === operator);
    expect(Object.keys(planted(mutant as Mutant).templates.stack?.Resources ?? {})).toEqual(['Thing', 'PutBeside']);
  });
});

test('shapes come before what is like one, the same each time', () => {
  const all = mutantsOf([assemblyWith('AWS::Test::Thing', { A: [{ B: true }, { B: true }] })]);
  const shapes = new Set(all.map(({ shape }) => shape)).size;
  expect(shapes).toBeLessThan(all.length);
  expect(new Set(sampled(all, shapes).map(({ shape }) => shape)).size).toBe(shapes);
  expect(sampled(all, shapes)).toEqual(sampled(all, shapes));
});

const refused: Outcome = {
  operator: 'missing',
  place: 'AWS::Test::Thing.A',
  words: 'Thing',
  assembly: 'tiny',
  said: 'no',
};
const labelled: Outcome = {
  operator: 'missing',
  place: 'AWS::Test::Thing.Tags[].Key',
  words: 'Thing',
  assembly: 'tiny',
};
const { said: _, ...alive } = refused;

test('what stays proven is missed, unless it stands in a line of the list; a line that nothing is on is told', () => {
  const { missed, unused } = verdictOf([refused, labelled, alive]);
  expect(missed).toEqual([alive]);
  expect(unused).toHaveLength(SURVIVORS.length - 1);
  expect(renderOutcomes([refused, alive], true)).toContain('missed: missing at AWS::Test::Thing.A: Thing (tiny)');
  expect(renderOutcomes([refused], true)).toContain('no mistake is on the line * at *Tags*');
});

test('each line of the list has a reason of some words', () => {
  expect(SURVIVORS.filter(({ reason }) => reason.split(' ').length < 4)).toEqual([]);
});

let solver: ClassSolver;
beforeAll(async () => {
  solver = await startSolver();
});

test('of mistakes by chance in dev, the proof refuses each or the list explains it, and dev itself is proven', async () => {
  const dev = await assemble('dev');
  const check = checkWith(solver);
  const before = JSON.stringify(dev);
  expect(await check(dev)).toBeUndefined();
  const outcomes: Outcome[] = [];
  for (const mutant of sampled(mutantsOf([dev]), 40)) outcomes.push(await outcomeOf(mutant, check));
  expect(outcomes).toHaveLength(40);
  expect(verdictOf(outcomes).missed).toEqual([]);
  expect(JSON.stringify(dev)).toBe(before);
});
