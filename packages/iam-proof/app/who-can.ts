import type { Answer, Constraint, Solver } from '../solver/question.ts';
import type { App, Identity } from './app.ts';
import { questionOf, stranger } from './question.ts';

/** Somebody who has a request that was asked for, or of whom it could not be told. */
export interface Holder {
  readonly who: Identity;
  readonly answer: Exclude<Answer, { kind: 'none' }>;
}

/** Everybody but `but`, by name, who has a request that the policies allow and that is as `where` says: of the app, and of the rest of its account. */
export async function whoCan(
  app: App,
  solver: Solver,
  where: Constraint,
  but: readonly string[] = [],
): Promise<Holder[]> {
  const holders: Holder[] = [];
  for (const who of [...app.identities, stranger(app)].filter(({ name }) => !but.includes(name))) {
    const answer = await solver.find(questionOf(app, who, where));
    if (answer.kind !== 'none') holders.push({ who, answer });
  }
  return holders;
}
