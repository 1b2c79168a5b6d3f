import { buildApp } from '../../packages/iam-proof/app/build.ts';
import type { Assembly } from '../../packages/iam-proof/assembly/template.ts';
import { CannotTell } from '../../packages/iam-proof/cannot-tell.ts';
import type { Request } from '../../packages/iam-proof/iam/request.ts';
import { loadReference } from '../../packages/iam-proof/reference/reference.ts';
import type { Solver } from '../../packages/iam-proof/solver/question.ts';
import { placesOf } from './promise/places.ts';
import { type Remaining, remainingOf } from './promise/remaining.ts';
import type { Ask } from './properties/asked/ask.ts';
import { asksOf, findingsOf } from './properties/asked/every.ts';
import type { Finding } from './properties/finding.ts';

export type Verdict = 'proven' | 'refuted' | 'undecided';

/** What was found about one assembly. */
export interface Proof {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** What could not be told, each with where and why. */
  readonly undecided: readonly { readonly where: string; readonly reason: string }[];
  /** How often each promise was asked of the solver or looked up. */
  readonly asked: Readonly<Record<string, number>>;
  /** Verbs that tell a plant something about a resource, though none of its data. */
  readonly remaining: readonly Remaining[];
  readonly identities: number;
  readonly queries: number;
  readonly seconds: number;
}

/** Judges every promise on an assembly; whatever is not understood makes the verdict "undecided", never a pass. */
export async function prove(assembly: Assembly, solver: Solver): Promise<Proof> {
  const start = performance.now();
  const before = solver.queries;
  const found = await judge(assembly, solver).catch(notUnderstood);
  return {
    ...found,
    verdict: verdictOf(found),
    queries: solver.queries - before,
    seconds: (performance.now() - start) / 1000,
  };
}

/**
 * The proof of what cannot even be read.
 *
 * @throws whatever is no CannotTell
 */
export function unread(error: unknown): Proof {
  return { ...notUnderstood(error), verdict: 'undecided', queries: 0, seconds: 0 };
}

type Judged = Pick<Proof, 'findings' | 'undecided' | 'asked' | 'remaining' | 'identities'>;

function notUnderstood(error: unknown): Judged {
  if (!(error instanceof CannotTell)) throw error;
  const { where, reason } = error;
  return { findings: [], undecided: [{ where, reason }], asked: {}, remaining: [], identities: 0 };
}

async function judge(assembly: Assembly, solver: Solver): Promise<Judged> {
  const places = placesOf(buildApp(assembly));
  const reference = await loadReference();
  const findings: Finding[] = [...findingsOf(places)];
  const undecided: Proof['undecided'][number][] = [];
  const asks = asksOf(places);
  for (const ask of asks) {
    const answer = await solver.find(ask.question);
    if (answer.kind === 'found')
      findings.push(
        refuted(
          ask,
          answer.request,
          answer.by.map(({ source }) => source),
        ),
      );
    if (answer.kind === 'undecided') undecided.push({ where: `${ask.who}: ${ask.property}`, reason: answer.reason });
  }
  return {
    findings,
    undecided,
    asked: countsOf(asks),
    remaining: remainingOf(places, reference),
    identities: places.app.identities.length,
  };
}

function countsOf(asks: readonly Ask[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { property } of asks) counts[property] = (counts[property] ?? 0) + 1;
  return counts;
}

function refuted(ask: Ask, request: Request, by: readonly string[]): Finding {
  const { property, who, layer, reportAs } = ask;
  const message = `${request.action} on ${request.resource} would be allowed`;
  return { property, layer: reportAs ?? layer, who, message, request, by };
}

function verdictOf({ findings, undecided }: Judged): Verdict {
  if (findings.length > 0) return 'refuted';
  return undecided.length > 0 ? 'undecided' : 'proven';
}
