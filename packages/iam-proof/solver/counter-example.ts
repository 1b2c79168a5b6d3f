import { holds } from '../iam/conditions.ts';
import { contextOf, evaluate, isNamed } from '../iam/evaluate.ts';
import { matchesAction, matchesResource } from '../iam/match.ts';
import type { Context, PolicySet, Request } from '../iam/request.ts';
import type { Answer, Constraint, Question } from './question.ts';

/** The request, if the evaluator too lets it pass, without the keys that it passes without. */
export function counterExample(question: Question, request: Request): Extract<Answer, { kind: 'found' }> | undefined {
  let least = request;
  for (const key of Object.keys(request.context).sort()) {
    const { [key]: _, ...context } = least.context;
    const without: Request = { ...least, context };
    if (isAnswer(question, without)) least = without;
  }
  const decision = evaluate(least, policiesOf(question, least.resource));
  return decision.allowed && isAnswer(question, least) ? { kind: 'found', request: least, by: decision.by } : undefined;
}

/** The policies allow the request, and it is as the question says. */
function isAnswer(question: Question, request: Request): boolean {
  const allowed = evaluate(request, policiesOf(question, request.resource)).allowed;
  return allowed && isAs(question.where, request, contextOf(request));
}

function policiesOf({ identity, boundary, resources }: Question, arn: string): PolicySet {
  const guarding = resources.filter(({ guards }) => guards.some((guard) => matchesResource(guard, arn)));
  return { identity, boundary, resource: guarding.flatMap(({ policies }) => policies) };
}

function isAs(where: Constraint, request: Request, context: Context): boolean {
  if ('all' in where) return where.all.every((each) => isAs(each, request, context));
  if ('any' in where) return where.any.some((each) => isAs(each, request, context));
  if ('not' in where) return !isAs(where.not, request, context);
  if ('action' in where) return isNamed(where.action, (pattern) => matchesAction(pattern, request.action));
  if ('condition' in where) return holds(where.condition, context);
  return isNamed(where.resource, (pattern) => matchesResource(pattern, request.resource));
}
