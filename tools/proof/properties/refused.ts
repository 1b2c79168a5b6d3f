import { type Context, type Identity, matchesText, principalOf } from '../../../packages/iam-proof/index.ts';
import type { Places } from '../promise/places.ts';
import type { Right } from '../promise/right.ts';
import { decisionOn } from './decision.ts';

/** In words, each action of a right that an identity is refused on everything that one of its patterns stands for, whatever of `sent` goes along. */
export function refused(right: Right, identity: Identity, places: Places, sent: readonly Context[] = [{}]): string[] {
  const contexts = contextsOf(right).flatMap((asked) => sent.map((each) => ({ ...OVER_TLS, ...each, ...asked })));
  const principal = principalOf(identity, places.app.account);
  return right.resources.flatMap((pattern) => {
    const known = examplesOf(pattern, places);
    const isAllowed = (action: string, context: Context): boolean =>
      known.some((resource) => decisionOn({ principal, action, resource, context }, places, identity).allowed);
    return right.actions
      .filter((action) => contexts.some((context) => !isAllowed(action, context)))
      .map((action) => `${action} on ${known[0]} is refused`);
  });
}

const OVER_TLS: Context = { 'aws:securetransport': 'true', 's3:tlsversion': '1.3' };

/** Each key of a right with each of its values, and the first of the others. */
function contextsOf({ when = {}, like = {} }: Right): Context[] {
  const keys = Object.entries({ ...like, ...when });
  const asked = (chosen: string, at: number): Context =>
    Object.fromEntries(
      keys.map(([key, values]) => [key.toLowerCase(), (values[key === chosen ? at : 0] ?? '').replaceAll('*', 'x')]),
    );
  const all = keys.flatMap(([key, values]) => values.map((_, at) => asked(key, at)));
  return all.length === 0 ? [{}] : all;
}

/** Resources of the app that a pattern takes, or what is below one; where there are none, one that is called anything. */
function examplesOf(pattern: string, { app }: Places): string[] {
  if (!/[*?]/.test(pattern)) return [pattern];
  const arns = app.resources.flatMap(({ arn }) => arn ?? []);
  const known = arns.filter((arn) => matchesText(pattern, arn)).map((arn) => arn.replace(/:\*$/, ':log-stream:x'));
  const below = arns.filter((arn) => matchesText(pattern.replace(/:\*$/, ''), arn)).map((arn) => `${arn}:x`);
  const [region, account] = [app.region, app.account];
  const made = pattern.replace(/^(arn:[^:]+:[^:]+):\*:\*:/, `$1:${region}:${account}:`).replace(/[*?]/g, 'x');
  return [known, below, [made]].find((some) => some.length > 0) ?? [];
}
