import { type Assembly, CannotTell, type JsonObject, type Solver } from '../../packages/iam-proof/index.ts';
import { type Places, placesOf } from './promise/places.ts';
import { type Remaining, remainingOf } from './promise/remaining.ts';
import type { Ask } from './properties/asked/ask.ts';
import { asksOf, findingsOf } from './properties/asked/every.ts';
import type { Finding } from './properties/finding.ts';
import { readReference } from './reference.ts';

export type Verdict = 'proven' | 'refuted' | 'undecided';

/** The judgement on one assembly. */
export interface Proof {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** Promises that could not be judged, each with where and why. */
  readonly undecided: readonly { readonly where: string; readonly reason: string }[];
  /** How often each promise was asked of the solver or looked up. */
  readonly asked: Readonly<Record<string, number>>;
  /** Verbs that tell a plant something about a resource, though none of its data. */
  readonly remaining: readonly Remaining[];
  /** What is taken for granted of things that the assembly does not hold. */
  readonly assumed: readonly string[];
  readonly identities: number;
  readonly queries: number;
  readonly seconds: number;
}

/** Judges every promise on an assembly; whatever is not understood, in reading it or later, makes the verdict "undecided", never a pass. */
export async function prove(
  read: () => Assembly,
  solver: Solver,
  configOf: ConfigOf = () => undefined,
): Promise<Proof> {
  const start = performance.now();
  const before = solver.queries;
  const found = await judge(read, solver, configOf).catch(notUnderstood);
  return {
    ...found,
    verdict: verdictOf(found),
    queries: solver.queries - before,
    seconds: (performance.now() - start) / 1000,
  };
}

/** What is written for an environment; undefined where there is no such file. */
export type ConfigOf = (environment: string) => JsonObject | undefined;

type Judged = Pick<Proof, 'findings' | 'undecided' | 'asked' | 'remaining' | 'assumed' | 'identities'>;

function notUnderstood(error: unknown): Judged {
  if (!(error instanceof CannotTell)) throw error;
  const { where, reason } = error;
  return { findings: [], undecided: [{ where, reason }], asked: {}, remaining: [], assumed: [], identities: 0 };
}

async function judge(read: () => Assembly, solver: Solver, configOf: ConfigOf): Promise<Judged> {
  const found: Finding[] = [];
  const unconfigured = placesOf(read());
  const config = configOf(unconfigured.environment);
  const places = { ...unconfigured, ...(config && { config }) };
  const asks = asksOf(places);
  for await (const finding of brokenBy(places, asks, solver)) found.push(finding);
  return {
    findings: found.filter(({ layer }) => layer !== 'unresolved'),
    undecided: found
      .filter(({ layer }) => layer === 'unresolved')
      .map(({ who, property, message }) => ({ where: `${who}: ${property}`, reason: message })),
    asked: countsOf(asks),
    remaining: remainingOf(places, await readReference()),
    assumed: [...(config === undefined ? [UNCONFIGURED] : []), ...assumedOf(places)],
    identities: places.app.identities.length,
  };
}

const UNCONFIGURED = 'no configuration was compared: tags of the templates are taken for what is meant';

/** A boundary that the assembly does not hold gives no right: whatever it says, what is proven without it holds. */
function assumedOf({ app }: Places): string[] {
  const unknown = app.identities.flatMap(({ unknownBoundary }) => unknownBoundary ?? []);
  return [...new Set(unknown)].map((arn) => {
    const count = unknown.filter((each) => each === arn).length;
    return `the boundary ${arn} of ${count} identities takes nothing away`;
  });
}

/** Promises that do not hold, one after the other as they are found; where one cannot be told, its layer is `unresolved`. */
export async function* brokenBy(
  places: Places,
  asks: readonly Ask[],
  solver: Pick<Solver, 'find'>,
): AsyncGenerator<Finding> {
  yield* findingsOf(places);
  for (const { property, who, layer, question } of asks) {
    const answer = await solver.find(question);
    if (answer.kind === 'undecided') yield { property, who, layer: 'unresolved', message: answer.reason, by: [] };
    if (answer.kind !== 'found') continue;
    const { request, by } = answer;
    const message = `${request.action} on ${request.resource} would be allowed`;
    yield { property, layer, who, message, request, by: by.map(({ source }) => source) };
  }
}

function countsOf(asks: readonly Ask[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { property } of asks) counts[property] = (counts[property] ?? 0) + 1;
  return counts;
}

function verdictOf({ findings, undecided }: Judged): Verdict {
  if (findings.length > 0) return 'refuted';
  return undecided.length > 0 ? 'undecided' : 'proven';
}
