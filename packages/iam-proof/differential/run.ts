import { evaluate } from '../iam/evaluate.ts';
import { matchesResource, matchesText } from '../iam/match.ts';
import type { PolicySet, Request } from '../iam/request.ts';
import type { Reference } from '../reference/reference.ts';
import type { Answer, Question, Solver } from '../solver/question.ts';
import { type Drawn, drawQuestion } from './questions.ts';
import { randomFrom } from './random.ts';
import { sampleOf } from './samples.ts';

/** An answer that the evaluator contradicts. */
export interface Mistake {
  readonly question: Question;
  readonly says: string;
  readonly request?: Request;
}

/** The outcome of one run. */
export interface Outcome {
  readonly questions: number;
  readonly seed: number;
  readonly answers: Readonly<Record<Answer['kind'], number>>;
  /** Questions for which the solver finds a request and the sample holds one too: how dense the samples are. */
  readonly sampled: number;
  /** Why questions stayed undecided, names left out, each with how often. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly mistakes: readonly Mistake[];
}

/** Asks the solver questions that are drawn, and holds its answers against the evaluator. */
export async function runDifferential(
  { questions, seed }: Pick<Outcome, 'questions' | 'seed'>,
  solver: Solver,
  reference: Reference,
): Promise<Outcome> {
  const random = randomFrom(seed);
  const answers = { none: 0, found: 0, undecided: 0 };
  const reasons: Record<string, number> = {};
  const mistakes: Mistake[] = [];
  let sampled = 0;
  for (let left = questions; left > 0; left--) {
    const drawn = drawQuestion(random);
    const answer = await solver.find(drawn.question);
    const passing = sampleOf(drawn, reference, random).find((request) => passes(drawn, request));
    answers[answer.kind] += 1;
    if (answer.kind === 'found' && passing !== undefined) sampled += 1;
    if (answer.kind === 'undecided') {
      const reason = answer.reason.replace(/\S*[:/[]\S*/g, '…');
      reasons[reason] = (reasons[reason] ?? 0) + 1;
    }
    const mistake = mistakeOf(drawn, answer, passing, reference);
    if (mistake !== undefined) mistakes.push({ question: drawn.question, ...mistake });
  }
  return { questions, seed, answers, sampled, reasons, mistakes };
}

function mistakeOf(
  drawn: Drawn,
  answer: Answer,
  passing: Request | undefined,
  reference: Reference,
): Omit<Mistake, 'question'> | undefined {
  if (answer.kind === 'none') return passing && { says: 'no request passes, but this one does', request: passing };
  if (answer.kind === 'undecided') {
    // What the search finds and the evaluator refuses shows a formula that does not say what the evaluator does.
    return answer.reason.includes('the evaluator refuses') ? { says: answer.reason } : undefined;
  }
  const isRight = passes(drawn, answer.request) && actsOn(answer.request, reference);
  return isRight ? undefined : { says: 'this request passes, but it does not', request: answer.request };
}

/** The policies allow a request, and it is as the question says: both by the evaluator alone. */
function passes({ question, asked }: Drawn, request: Request): boolean {
  if (!evaluate(request, { identity: [asked], resource: [] }).allowed) return false;
  const { resources, ...own } = question;
  const guarding = resources.filter(({ guards }) => guards.some((guard) => matchesResource(guard, request.resource)));
  const policies: PolicySet = { ...own, resource: guarding.flatMap((each) => each.policies) };
  return evaluate(request, policies).allowed;
}

function actsOn({ action, resource }: Request, reference: Reference): boolean {
  const forms = reference.action(action)?.resources ?? [];
  return forms.length === 0 ? resource === '*' : forms.some((form) => matchesText(form, resource));
}
