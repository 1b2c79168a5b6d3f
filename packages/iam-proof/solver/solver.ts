import { createHash } from 'node:crypto';
import type { Context, Request } from '../iam/request.ts';
import type { Reference } from '../reference/reference.ts';
import { counterExample } from './counter-example.ts';
import type { Assignment } from './formula/choice.ts';
import { type Domain, domainOf } from './formula/domain.ts';
import { Encoder } from './formula/encode.ts';
import { satisfy } from './formula/search.ts';
import { Unmodelled } from './formula/unmodelled.ts';
import type { Answer, Question, Solver } from './question.ts';
import { relevant } from './relevant.ts';
import { refuseUnwitnessed } from './witnessed.ts';

/** Any text without a meaning of its own. */
const SOME_VALUE = 'x';

/** Answers questions by a search through classes of requests, and lets the evaluator confirm each request that is found. */
export class ClassSolver implements Solver {
  #queries = 0;
  readonly #answers = new Map<string, Promise<Answer>>();

  constructor(private readonly reference: Reference) {}

  get queries(): number {
    return this.#queries;
  }

  /** A question that was answered before is not asked again, which is most of them where one policy changed. */
  find(question: Question): Promise<Answer> {
    const asked = relevant(question);
    const key = createHash('sha256').update(JSON.stringify(asked)).digest('base64');
    const answer = this.#answers.get(key) ?? this.#answer(asked);
    this.#answers.set(key, answer);
    return answer;
  }

  async #answer(question: Question): Promise<Answer> {
    try {
      return await this.#find(question);
    } catch (error) {
      if (error instanceof Unmodelled) return { kind: 'undecided', reason: error.message };
      throw error;
    }
  }

  async #find(question: Question): Promise<Answer> {
    this.#queries += 1;
    const domain = await domainOf(question, this.reference);
    const encoder = new Encoder(domain, this.reference);
    const formula = encoder.encode(question);
    const choices = [domain.actions, domain.resources, ...[...domain.keys.values()].map(({ values }) => values)];
    const found = satisfy(
      formula,
      choices.flatMap(({ variables }) => variables),
    );
    if (found === undefined) {
      refuseUnwitnessed(question, this.reference, domain.facts);
      return { kind: 'none' };
    }
    if (encoder.open.size > 0) return this.#withValues(question, [...encoder.open]);
    const request = requestOf(question, domain, found);
    const undecided = `the search finds ${request.action} on ${request.resource}, which the evaluator refuses`;
    return counterExample(question, request) ?? { kind: 'undecided', reason: undecided };
  }

  /** A request that a variable's value lets pass must pass with some value; with none that was tried, it is not known. */
  async #withValues(question: Question, open: readonly string[]): Promise<Answer> {
    const values = Object.fromEntries(open.map((key) => [key, SOME_VALUE]));
    const answer = await this.#find({ ...question, facts: { ...question.facts, ...values } });
    if (answer.kind !== 'none') return answer;
    return { kind: 'undecided', reason: `it depends on the value of ${open.join(' and ')}` };
  }
}

function requestOf({ principal, account, facts }: Question, domain: Domain, assignment: Assignment): Request {
  const context: Record<string, Context[string]> = { ...facts };
  for (const [key, { info, values }] of domain.keys) {
    const chosen = values.chosen(assignment);
    const [first] = chosen;
    if (first !== undefined) context[key] = info.many ? chosen : first;
  }
  const [action] = domain.actions.chosen(assignment);
  const [resource] = domain.resources.chosen(assignment);
  return { principal, action: action?.name ?? '', resource: resource?.arn ?? '', resourceAccount: account, context };
}
