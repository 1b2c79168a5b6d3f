import type { Condition, Patterns, Statement } from '../iam/policy.ts';
import type { Context, Request } from '../iam/request.ts';
import type { Reference } from '../reference/reference.ts';
import { FAMILIES } from './families.ts';
import type { Drawn } from './questions.ts';
import type { Random } from './random.ts';
import { ACCOUNT } from './targets.ts';

/** Requests of a sample. */
const SIZE = 800;

/** Texts that stand where a pattern leaves one open. */
const FILLINGS = ['', 'a', 'ab', 'jo', 'x/y', 'b:c', 'eu-west-1', 'us-gov-west-1', ACCOUNT, '222222222222'] as const;

/** Requests that a question could be about, made of its policies' own words and of near misses. */
export function sampleOf(drawn: Drawn, reference: Reference, random: Random): Request[] {
  const statements = statementsOf(drawn);
  const resources = resourcesOf(statements, drawn, random);
  const targets = actionsOf(statements, drawn, reference, random).flatMap((action) => {
    const forms = (reference.action(action)?.resources ?? []).map(formOf);
    const own = forms.length === 0 ? ['*'] : resources.filter((arn) => forms.some((form) => form.test(arn)));
    return own.length === 0 ? [] : [{ action, own }];
  });
  if (targets.length === 0) return [];
  const keys = keysOf(statements);
  return Array.from({ length: SIZE }, () => {
    const { action, own } = random.pick(targets);
    const { principal } = drawn.question;
    return {
      principal,
      action,
      resource: random.pick(own),
      context: contextOf(keys, random),
    };
  });
}

function statementsOf({ question, asked }: Drawn): Statement[] {
  const { identity, boundary = [], resources } = question;
  const policies = [...identity, ...boundary, asked, ...resources.flatMap((each) => each.policies)];
  return policies.flatMap(({ statements }) => statements);
}

function actionsOf(
  statements: readonly Statement[],
  { target }: Drawn,
  reference: Reference,
  random: Random,
): string[] {
  const named = textsOf(statements.map(({ action }) => action)).map((pattern) => [...reference.named(pattern)]);
  const some = named.filter((actions) => actions.length > 0).flatMap((actions) => [random.pick(actions).name]);
  return [...new Set([...target.actions, ...some])];
}

/** Resources that the patterns take, or nearly take. */
function resourcesOf(statements: readonly Statement[], { target, question }: Drawn, random: Random): string[] {
  const patterns = textsOf(statements.flatMap(({ resource }) => resource ?? []));
  const guards = question.resources.flatMap((each) => each.guards);
  const filled = [...patterns, ...guards].flatMap((pattern) =>
    Array.from({ length: 10 }, () => filledIn(pattern, random)),
  );
  const all = [...target.arns, ...filled];
  return [...new Set([...all, ...all.map((arn) => arn.slice(0, -1)), ...all.map((arn) => `${arn}x`)])];
}

function textsOf(elements: readonly Patterns[]): string[] {
  return [...new Set(elements.flatMap(({ patterns }) => patterns))];
}

function filledIn(pattern: string, random: Random): string {
  return pattern.replaceAll('*', () => random.pick(FILLINGS)).replaceAll('?', () => random.pick(['a', 'x', '/', '1']));
}

/** What AWS's name for a kind of resource takes, as far as ARNs of it that there are look so. */
function formOf(form: string): RegExp {
  const [arn, , service, region, account, ...rest] = form.split(':');
  const name = rest.join(':').replace(/[.+^${}()|[\]\\]/g, '\\$&');
  // A bucket's name has no slash, and all other names but the last end at one.
  const open = form === 'arn:*:s3:::*' ? '[^/:]+' : '.+';
  const parts = [
    arn,
    'aws',
    service,
    // An access point of several regions names none.
    region === '*' ? `[a-z]{2}(-[a-z]+)+-\\d${service === 's3' ? '|' : ''}` : region,
    account === '*' ? '\\d{12}' : account,
    name.replace(/\*(?=.)/g, '[^/:]+').replace(/\*$/, open),
  ];
  return new RegExp(`^${parts.map((part) => `(?:${part})`).join(':')}$`, 's');
}

/** Keys that the conditions speak of, each with values that they name and others. */
function keysOf(statements: readonly Statement[]): Map<string, string[]> {
  const conditions = statements.flatMap((statement) => statement.conditions);
  const keys = new Set(conditions.map(({ key }) => key).filter((key) => !SET_BY_AWS.includes(key)));
  return new Map([...keys].map((key) => [key, valuesOf(key, conditions)]));
}

/** Keys that AWS itself sets about who asks. */
const SET_BY_AWS = ['aws:principalarn', 'aws:principalaccount', 'aws:username'];

function valuesOf(key: string, conditions: readonly Condition[]): string[] {
  const own = conditions.filter((condition) => condition.key === key).flatMap(({ values }) => values);
  const known = FAMILIES.filter(({ keys }) => keys.some((each) => each.toLowerCase() === key));
  // A text may hold whatever a policy does; an address is no network, and a truth value is written in one way.
  const isText = known.some(({ operators }) => /^(String|Arn)/.test(operators[0] ?? ''));
  return [...new Set([...known.flatMap(({ values }) => values), ...(isText ? own : [])])];
}

/** Every second key is there. */
function contextOf(keys: ReadonlyMap<string, readonly string[]>, random: Random): Context {
  const present = [...keys].filter(([, values]) => values.length > 0 && random.chance(0.6));
  return Object.fromEntries(present.map(([key, values]) => [key, random.pick(values)] as const));
}
