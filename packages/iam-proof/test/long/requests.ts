import fc from 'fast-check';
import type { Request } from '../../iam/request.ts';
import type { Reference } from '../../reference/reference.ts';
import { SUBJECTS } from './conditions.ts';
import type { Drawn } from './questions.ts';
import { mostly } from './texts.ts';

/** Texts that stand where a pattern leaves one open. */
const FILLINGS = ['', 'a', 'ab', 'jo', 'x/y', 'b:c', 'eu-west-1', 'us-gov-west-1', '111111111111'];

/** Requests that a question could be about, made of its policies' own words and of near misses. */
export function requestsOf({ question, asked, target }: Drawn, reference: Reference): Request[] {
  const { principal, identity, boundary = [], resources } = question;
  const policies = [identity, boundary, asked, ...resources.map((each) => each.policies)].flat();
  const statements = policies.flatMap((policy) => policy.statements);
  const patterns = statements.flatMap(({ resource }) => resource?.patterns ?? []);
  const guards = resources.flatMap((each) => each.guards);
  const named = statements.flatMap(({ action }) =>
    action.patterns.map((each) => [...reference.named(each)].at(-1)?.name ?? each),
  );
  const asking = fc.record({
    action: fc.constantFrom(...target.actions.map((name) => `${target.service}:${name}`), ...named),
    resource: fc.oneof(fc.constantFrom(...target.arns, '*'), ...[...patterns, ...guards].map(filled)),
  });
  const conditions = statements.flatMap((statement) => statement.conditions);
  // AWS itself sets who asks.
  const keys = SUBJECTS.filter(({ key }) => !['aws:username', 'aws:principalarn'].includes(key));
  const entries = keys.map(({ key, written }) => {
    const own = conditions.filter((condition) => condition.key === key).flatMap(({ values }) => values);
    // A request comes from an address, and from no network.
    const value = fc.oneof(written, ...own.map((each) => fc.constant(each))).map((each) => each.replace(/\/\d+$/, ''));
    return mostly<(readonly [string, string])[]>(
      value.map((each) => [[key, each]]),
      fc.constant([]),
      40,
    );
  });
  const requests = fc
    .tuple(
      asking.filter((each) => isReal(each, reference)),
      ...entries,
    )
    .map(([each, ...context]) => ({
      ...each,
      principal,
      context: Object.fromEntries(context.flat()),
    }));
  return fc.sample(requests, { numRuns: 800, seed: 1 });
}

/** What a pattern takes, or nearly takes. */
function filled(pattern: string): fc.Arbitrary<string> {
  const pieces = pattern.split(/([*?])/).map((piece, i) => {
    if (i % 2 === 0) return fc.constant(piece);
    return piece === '?' ? fc.constantFrom('a', 'x', '/', '1') : fc.constantFrom(...FILLINGS);
  });
  return fc.tuple(...pieces, fc.constantFrom('', 'x')).map((drawn) => drawn.join(''));
}

/** The action acts on resources that look so, as far as the names of the service reference say. */
export function isReal({ action, resource }: Pick<Request, 'action' | 'resource'>, reference: Reference): boolean {
  const forms = reference.action(action)?.resources ?? [];
  return forms.length === 0 ? resource === '*' : forms.some((form) => formOf(form).test(resource));
}

function formOf(form: string): RegExp {
  const wild = ['', 'aws', '', '[a-z]+-[a-z-]+-\\d', '\\d{12}'];
  // A bucket's name has no slash, and all other names but the last end at one.
  const name = form === 'arn:*:s3:::*' ? '[^/:]+' : '.+';
  const parts = form
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .split(':')
    .map((part, i) => part.replaceAll('*/', '[^/:]+/').replaceAll('*', wild[i] || name));
  return new RegExp(`^${parts.join(':')}$`, 's');
}
