import type { Leaf } from '../../../packages/iam-proof/index.ts';
import { grouped } from './grouped.ts';

/** What an assembly calls something, and the token that stands for it: `{account}`, or `{IAM::Role pipeline}`. */
export type Word = readonly [token: string, text: string];

/** By its token, what is called anything, and the form of what it is called. */
const ANYTHING: readonly Word[] = [
  ['view={name}', '\\bview=[a-z0-9_-]+'],
  ['delta/{name}/', '\\bdelta/[a-z0-9_-]+/'],
  ['{hash}', '\\b[0-9a-f]{64}\\b'],
];
const CALLED = ANYTHING.map(([token, form]) => ({ token, expression: new RegExp(form, 'g') }));

/** Names of an assembly, and the forms that its values have by them. */
export class Words {
  /** By a text, its token: of two for one text, the first. */
  readonly #tokens: ReadonlyMap<string, string>;
  /** By a token as an expression has it, the form of what it stands for. */
  readonly #named: ReadonlyMap<string, string>;
  readonly #escapedTokens: RegExp;
  readonly #forms = new Map<string, string>();
  readonly #expressions = new Map<string, RegExp>();

  constructor(words: readonly Word[]) {
    const ofToken = [...grouped(words, ([token]) => token)];
    this.#tokens = new Map(
      ofToken.flatMap(([token, all]) => all.map(([, text]) => [text, token] as const)).toReversed(),
    );
    const named = ofToken.map(([token, all]): Word => [token, `(?:${all.map(([, text]) => escaped(text)).join('|')})`]);
    this.#named = new Map([...named, ...ANYTHING].map(([token, form]) => [escaped(token), form]));
    this.#escapedTokens = longestFirst(this.#named.keys(), escaped);
  }

  /** A value as every assembly of ours may have it: tokens in place of the names of this one. */
  formOf(value: Leaf['value']): string {
    if (typeof value !== 'string') return String(value);
    const known = this.#forms.get(value);
    if (known !== undefined) return known;
    const called = CALLED.reduce((text, { token, expression }) => text.replace(expression, token), value);
    // An expression of all of the names, of which there are thousands, would take a hundred times as long.
    const within = [...this.#tokens.keys()].filter((text) => called.includes(text));
    const form = called.replace(longestFirst(within, alone), (text) => this.#tokens.get(text) ?? text);
    this.#forms.set(value, form);
    return form;
  }

  /** Whether a value has a form: of two tokens for one name, its own form has the first; another may be meant. */
  hasForm(form: string, value: Leaf['value']): boolean {
    const text = String(value);
    return form === text || (form.includes('{') && this.expressionOf(escaped(form)).test(text));
  }

  /** An expression of a whole text, with the names of the assembly in place of their tokens. */
  expressionOf(like: string): RegExp {
    const expression =
      this.#expressions.get(like) ??
      whole(like.replace(this.#escapedTokens, (token) => this.#named.get(token) ?? token));
    this.#expressions.set(like, expression);
    return expression;
  }
}

export function whole(like: string): RegExp {
  return new RegExp(`^(?:${like})$`, 's');
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Any of some texts, in any place. */
function longestFirst(texts: Iterable<string>, sourceOf: (text: string) => string): RegExp {
  const longest = [...texts].toSorted((a, b) => b.length - a.length);
  return new RegExp(longest.map(sourceOf).join('|'), 'g');
}

/** A name that is no part of a longer one. */
function alone(text: string): string {
  // A region and an account stand between the dashes of longer names.
  const inner = /^\d{12}$|^[a-z]{2,}(-[a-z]+)+-\d$/.test(text) ? '\\w' : '[\\w-]';
  const [before, after] = [/^\w/.test(text) ? `(?<!${inner})` : '', /\w$/.test(text) ? `(?!${inner})` : ''];
  return `${before}${escaped(text)}${after}`;
}
