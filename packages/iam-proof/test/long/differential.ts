import fc from 'fast-check';
import { evaluate } from '../../iam/evaluate.ts';
import { matchesResource } from '../../iam/match.ts';
import type { Request } from '../../iam/request.ts';
import type { Reference } from '../../reference/reference.ts';
import type { Answer, Solver } from '../../solver/question.ts';
import { type Drawn, questions } from './questions.ts';
import { isReal, requestsOf } from './requests.ts';

/** Holds a solver's answers to drawn questions against the evaluator, counts them, and throws the smallest wrong one. */
export async function hold(
  solver: Pick<Solver, 'find'>,
  reference: Reference,
  parameters: fc.Parameters<[Drawn]>,
): Promise<Record<Answer['kind'], number>> {
  const counts = { none: 0, found: 0, undecided: 0 };
  const isRight = fc.asyncProperty(questions, async (drawn) => {
    const answer = await solver.find(drawn.question);
    counts[answer.kind] += 1;
    if (answer.kind === 'none') expect(passing(requestsOf(drawn, reference), drawn)).toEqual([]);
    // What the search finds and the evaluator refuses shows a formula that does not say what the evaluator does.
    if (answer.kind === 'undecided') expect(answer.reason).not.toContain('the evaluator refuses');
    if (answer.kind === 'found') {
      expect(passing([answer.request], drawn)).toEqual([answer.request]);
      expect(isReal(answer.request, reference)).toBe(true);
    }
  });
  await fc.assert(isRight, parameters);
  return counts;
}

/** Requests that the policies allow and that are as the question says: both by the evaluator alone. */
export function passing(requests: readonly Request[], { question, asked }: Drawn): Request[] {
  const { resources, ...own } = question;
  return requests.filter((request) => {
    const guarding = resources.filter(({ guards }) => guards.some((each) => matchesResource(each, request.resource)));
    const policies = { ...own, resource: guarding.flatMap((each) => each.policies) };
    return evaluate(request, { identity: asked, resource: [] }).allowed && evaluate(request, policies).allowed;
  });
}
