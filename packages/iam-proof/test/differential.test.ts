import fc from 'fast-check';
import { OPERATORS } from '../iam/policy.ts';
import type { Answer, Question } from '../solver/question.ts';
import { ClassSolver } from '../solver/solver.ts';
import { hold, passing } from './long/differential.ts';
import { questions } from './long/questions.ts';
import { requestsOf } from './long/requests.ts';
import { readReference } from './reference.ts';

const reference = await readReference();
const solver = new ClassSolver(reference);

test('of 80 questions the solver answers most, both ways, and none as the evaluator does not', async () => {
  const { none, found } = await hold(solver, reference, { numRuns: 80, seed: 1 });
  expect([none > 25, found > 25, none + found > 72]).toEqual([true, true, true]);
});

test('it finds seldom what the samples miss', async () => {
  const drawn = fc.sample(questions, { numRuns: 40, seed: 1 });
  const answers = await Promise.all(drawn.map(({ question }) => solver.find(question)));
  const found = drawn.filter((_, i) => answers[i]?.kind === 'found');
  const sampled = found.filter((each) => passing(requestsOf(each, reference), each).length > 0);
  expect(sampled.length / found.length).toBeGreaterThan(0.7);
});

const request = { action: 's3:GetObject', resource: 'arn:aws:s3:::gone/x', context: {} };

test.each<[string, (question: Question) => Answer]>([
  ['that finds nothing', () => ({ kind: 'none' })],
  ['that finds what does not pass', ({ principal }) => ({ kind: 'found', request: { ...request, principal }, by: [] })],
  ['whose search the evaluator refuses', () => ({ kind: 'undecided', reason: 'this the evaluator refuses' })],
])('a solver %s is contradicted', async (_, find) => {
  const asked = hold({ find: async (question) => find(question) }, reference, {
    numRuns: 20,
    seed: 1,
    endOnFailure: true,
  });
  await expect(asked).rejects.toThrow('Counterexample');
});

test('questions have every operator, element and kind of policy that a solver could mistake', () => {
  const all = JSON.stringify(fc.sample(questions, { numRuns: 600, seed: 3 }));
  const operators = OPERATORS.map((each) => `"operator":"${each}"`);
  const kinds = ['identity', 'boundary', 'resource', 'key'].map((kind) => `"kind":"${kind}"`);
  const words = ['"ifExists":true', '"inverted":true', '"not":'];
  expect([...operators, ...words, ...kinds].filter((word) => !all.includes(word))).toEqual([]);
});
