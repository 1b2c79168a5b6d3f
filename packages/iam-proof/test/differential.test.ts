import { drawQuestion } from '../differential/questions.ts';
import { randomFrom } from '../differential/random.ts';
import { linesOf } from '../differential/render.ts';
import { type Outcome, runDifferential } from '../differential/run.ts';
import { OPERATORS } from '../iam/policy.ts';
import type { Answer } from '../solver/question.ts';
import { ClassSolver } from '../solver/solver.ts';
import { readReference } from './reference.ts';

const reference = await readReference();
const answering = (answer: Answer) => ({ find: async () => answer, queries: 0 });
const drawn = (count: number, seed: number): string[] => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => JSON.stringify(drawQuestion(random).question));
};

describe('the solver, asked 80 questions that are drawn', () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await runDifferential({ questions: 80, seed: 1 }, new ClassSolver(reference), reference);
  });

  test('says nothing that the evaluator contradicts', () => {
    expect(linesOf(outcome).filter((line) => line.startsWith('MISTAKE'))).toEqual([]);
  });

  test('answers both ways, and leaves few undecided', () => {
    const { none, found, undecided } = outcome.answers;
    expect([none > 25, found > 25, undecided < 8]).toEqual([true, true, true]);
  });

  test('finds seldom what the samples miss', () => {
    expect(outcome.sampled / outcome.answers.found).toBeGreaterThan(0.7);
  });
});

test('a solver that finds nothing is contradicted by a request', async () => {
  const { mistakes } = await runDifferential({ questions: 20, seed: 1 }, answering({ kind: 'none' }), reference);
  expect(mistakes.length).toBeGreaterThan(3);
  expect(mistakes.every(({ request }) => request !== undefined)).toBe(true);
});

test('a request that does not pass is a mistake, and is printed with its question', async () => {
  const principal = { kind: 'user', arn: 'arn:aws:iam::111111111111:user/jo', account: '111111111111' } as const;
  const request = { principal, action: 's3:GetObject', resource: 'arn:aws:s3:::gone/x', context: {} };
  const wrong = answering({ kind: 'found', request, by: [] });
  const outcome = await runDifferential({ questions: 1, seed: 1 }, wrong, reference);
  expect(linesOf(outcome).join('\n')).toMatch(/MISTAKE [^\n]*does not\n.*user\/jo\n.*GetObject\n.*gone\/x.*"where"/s);
});

test('what the search finds and the evaluator refuses is a mistake, and other doubts are none', async () => {
  const ask = async (reason: string): Promise<number> => {
    const undecided = answering({ kind: 'undecided', reason });
    return (await runDifferential({ questions: 1, seed: 1 }, undecided, reference)).mistakes.length;
  };
  expect(await ask('the search finds s3:GetObject on x, which the evaluator refuses')).toBe(1);
  expect(await ask('it depends on the value of s3:prefix')).toBe(0);
});

test('the same seed draws the same questions, and another seed others', () => {
  expect(drawn(5, 1)).toEqual(drawn(5, 1));
  expect(drawn(5, 1)).not.toEqual(drawn(5, 2));
});

test('questions have every operator, element and kind of policy that a solver could mistake', () => {
  const all = drawn(600, 3).join('\n');
  const operators = OPERATORS.map((each) => `"operator":"${each}"`);
  const words = ['"ifExists":true', '"inverted":true'];
  const kinds = ['identity', 'boundary', 'resource', 'key'].map((kind) => `"kind":"${kind}"`);
  expect([...operators, ...words, ...kinds, '"not":'].filter((word) => !all.includes(word))).toEqual([]);
});
