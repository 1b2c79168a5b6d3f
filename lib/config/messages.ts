import { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';

type Issue = z.core.$ZodIssue;

/** A fault as a person reads it: key path, what was got, what was wanted and, where it is near, what may have been meant. */
export function describe(issue: Issue, schema?: z.ZodType): string {
  const path = z.core.toDotPath(issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)));
  const where = path === '' ? 'top level' : path;
  if (issue.code === 'unrecognized_keys') {
    const known = schema === undefined ? [] : keysOf(z.toJSONSchema(schema));
    const meant = issue.keys.map((key) => didYouMean(key, known)).join('');
    return `${where}: got the unknown key ${issue.keys.map(show).join(', ')}, wanted only the keys of config/schema.json${meant}`;
  }
  return `${where}: got ${show(got(issue))}, wanted ${wanted(issue)}${didYouMean(got(issue), words(issue))}`;
}

/** A value in a message. */
export function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function got(issue: Issue): unknown {
  const { input } = issue;
  const hasKind = issue.code === 'invalid_union' && issue.discriminator !== undefined && isRecord(input);
  return hasKind ? input[issue.discriminator ?? ''] : input;
}

function wanted(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'a whole number' : issue.expected;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return issue.message.replace(/^Invalid discriminator value. Expected /, 'one of ');
    case 'too_small':
      return bounded(issue.origin, issue.inclusive === false ? 'above' : 'at least', issue.minimum);
    case 'too_big':
      return bounded(issue.origin, issue.inclusive === false ? 'below' : 'at most', issue.maximum);
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? issue.message;
    default:
      return issue.message;
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'the e-mail address of a person',
  url: 'an address such as https://runbooks.example',
};

function bounded(origin: string, bound: string, limit: number | bigint): string {
  if (origin === 'string') return `a text of ${bound} ${limit} ${Number(limit) === 1 ? 'letter' : 'letters'}`;
  if (origin === 'array') return `a list of ${bound} ${limit} ${Number(limit) === 1 ? 'entry' : 'entries'}`;
  return `a number ${bound === 'above' || bound === 'below' ? bound : `of ${bound}`} ${limit}`;
}

/** Words of which the value is to be one: what the schema lists, what a check names, or what is listed elsewhere. */
function words(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union') return [...issue.message.matchAll(/'([^']+)'/g)].map(([, word = '']) => word);
  if (issue.code !== 'custom') return [];
  if (issue.path.at(-1) === 'zone') return Intl.supportedValuesOf('timeZone');
  const named: unknown = issue.params?.words;
  return Array.isArray(named) ? named.map(String) : [];
}

/** Every key that a schema knows, wherever it stands. */
function keysOf(node: unknown): string[] {
  if (!isRecord(node)) return [];
  const own = isRecord(node.properties) ? Object.keys(node.properties) : [];
  return [...own, ...Object.values(node).flatMap(keysOf)];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
