import type { Context } from './request.ts';

/** A piece of a pattern; a literal one came out of a variable, so that its stars are stars and no wildcards. */
export interface Token {
  readonly text: string;
  readonly isLiteral: boolean;
}

const VARIABLE = /\$\{([^}]*)\}/g;

/** A pattern with its variables filled in; undefined where one of them has no single value and no default. */
export function tokensOf(pattern: string, context: Context): Token[] | undefined {
  const tokens: Token[] = [];
  let from = 0;
  for (const match of pattern.matchAll(VARIABLE)) {
    const value = filledIn(match[1] ?? '', context);
    if (value === undefined) return undefined;
    tokens.push({ text: pattern.slice(from, match.index), isLiteral: false }, { text: value, isLiteral: true });
    from = match.index + match[0].length;
  }
  return [...tokens, { text: pattern.slice(from), isLiteral: false }];
}

/** `*`, `?` and `$` stand for themselves; anything else is a key, maybe with a default in quotes. */
function filledIn(name: string, context: Context): string | undefined {
  if (['*', '?', '$'].includes(name)) return name;
  const [, key = '', fallback] = /^\s*([^,]+?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(name) ?? [];
  const value = context[key.toLowerCase()];
  if (value === undefined) return fallback;
  return typeof value === 'string' ? value : undefined;
}
