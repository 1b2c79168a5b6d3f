import type { Leaf } from '../../../packages/iam-proof/index.ts';
import type { Words } from './words.ts';

/** Parts of a text that are called anything, each with the form of what it is called. */
const NAMES: readonly (readonly [token: string, form: string, where: RegExp])[] = [
  ['view={name}', 'view=[a-z0-9_-]+', /\bview=[a-z0-9_-]+/g],
  ['delta/{name}/', 'delta/[a-z0-9_-]+/', /\bdelta\/[a-z0-9_-]+\//g],
  ['{hash}', '[0-9a-f]{64}', /\b[0-9a-f]{64}\b/g],
];

/** A value as every assembly of ours may have it: tokens in place of the names of this one. */
export function formOf(value: Leaf['value'], words: Words): string {
  if (typeof value !== 'string') return String(value);
  const { expression, tokens, forms } = tokensOf(words);
  const named = (): string => NAMES.reduce((text, [token, , where]) => text.replace(where, token), value);
  const form = forms.get(value) ?? named().replace(expression, (text) => tokens.get(text) ?? text);
  forms.set(value, form);
  return form;
}

interface Tokens {
  readonly expression: RegExp;
  readonly tokens: ReadonlyMap<string, string>;
  /** Forms that were made. */
  readonly forms: Map<string, string>;
}

const KNOWN = new WeakMap<Words, Tokens>();

/** The words of an assembly, longest first, each with its token: of two for one text, the first. */
function tokensOf(words: Words): Tokens {
  const known = KNOWN.get(words);
  if (known !== undefined) return known;
  const texts = [...words].flatMap(([token, all]) => all.map((text) => [text, token] as const));
  const tokens = new Map(texts.toReversed());
  const longest = [...tokens.keys()].toSorted((a, b) => b.length - a.length);
  const made = { expression: new RegExp(longest.map(whole).join('|'), 'g'), tokens, forms: new Map() };
  KNOWN.set(words, made);
  return made;
}

function whole(text: string): string {
  // A region and an account stand between the dashes of longer names.
  const inner = /^\d{12}$|^[a-z]{2,}(-[a-z]+)+-\d$/.test(text) ? '\\w' : '[\\w-]';
  const [before, after] = [/^\w/.test(text) ? `(?<!${inner})` : '', /\w$/.test(text) ? `(?!${inner})` : ''];
  return `${before}${escaped(text)}${after}`;
}

/** An expression in which tokens stand, as one of the names of an assembly. */
export function withNames(expression: string, words: Words): string {
  return [...words].reduce(
    (text, [token, names]) => text.replaceAll(escaped(token), `(?:${names.map(escaped).join('|') || '(?!)'})`),
    expression.replaceAll(escaped('{hash}'), '[0-9a-f]{64}'),
  );
}

/** Whether a value, of an assembly whose names these are, has one of some forms. */
export function hasForm(forms: readonly string[], value: Leaf['value'], words: Words): boolean {
  const text = String(value);
  // Of two tokens for one name, a value's own form has the first; another may be meant.
  return forms.some((form) => form === text || (form.includes('{') && expressionOf(form, words).test(text)));
}

interface Expressions {
  readonly sources: ReadonlyMap<string, string>;
  readonly tokens: RegExp;
  readonly known: Map<string, RegExp>;
}

const EXPRESSIONS = new WeakMap<Words, Expressions>();

function expressionOf(form: string, words: Words): RegExp {
  const { sources, tokens, known } = EXPRESSIONS.get(words) ?? expressionsOf(words);
  const parts = (): string[] => form.split(tokens).map((part) => sources.get(part) ?? escaped(part));
  const expression = known.get(form) ?? new RegExp(`^${parts().join('')}$`, 's');
  known.set(form, expression);
  return expression;
}

function expressionsOf(words: Words): Expressions {
  const sources = new Map<string, string>([
    ...[...words].map(([token, texts]) => [token, `(?:${texts.map(escaped).join('|')})`] as const),
    ...NAMES.map(([token, form]) => [token, form] as const),
  ]);
  const longest = [...sources.keys()].toSorted((a, b) => b.length - a.length);
  const made = { sources, tokens: new RegExp(`(${longest.map(escaped).join('|')})`), known: new Map() };
  EXPRESSIONS.set(words, made);
  return made;
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
