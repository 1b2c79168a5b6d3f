import { createHash } from 'node:crypto';
import type { Request } from '../iam/request.ts';
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
    const formula = new Encoder(question, domain, this.reference).encode();
    const choices = [domain.actions, domain.resources, ...domain.keys.values()];
    const found = satisfy(
      formula,
      choices.map(({ variable }) => variable),
    );
    if (found === undefined) {
      refuseUnwitnessed(question, this.reference);
      return { kind: 'none' };
    }
    const request = requestOf(question, domain, found);
    const undecided = `the search finds ${request.action} on ${request.resource}, which the evaluator refuses`;
    return counterExample(question, request) ?? { kind: 'undecided', reason: undecided };
  }
}

function requestOf({ principal }: Question, domain: Domain, assignment: Assignment): Request {
  const context: Record<string, string> = {};
  for (const [key, values] of domain.keys) {
    const value = values.chosen(assignment);
    if (value !== undefined) context[key] = value;
  }
  const action = domain.actions.chosen(assignment)?.action.name ?? '';
  const resource = domain.resources.chosen(assignment)?.arn ?? '';
  return { principal, action, resource, context };
}
