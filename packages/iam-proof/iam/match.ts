import type { Context } from './request.ts';
import { tokensOf } from './variables.ts';

/** A pattern with `*` and `?` takes a text, letter case counted. */
export function matchesText(pattern: string, text: string): boolean {
  return new RegExp(`^${wildcards(pattern)}$`, 's').test(text);
}

/** An Action pattern names an action. */
export function matchesAction(pattern: string, action: string): boolean {
  return actionExpression(pattern).test(action);
}

/** What an Action pattern names: IAM compares actions without regard to case. */
export function actionExpression(pattern: string): RegExp {
  return new RegExp(`^${wildcards(pattern)}$`, 'is');
}

/**
 * A Resource pattern takes an ARN: part by part, where a star that ends a part may run on over colons, and parts
 * that are missing are stars. (IAM user guide, "IAM JSON policy elements: Resource".)
 *
 * A variable that the request does not give takes nothing.
 */
export function matchesResource(pattern: string, arn: string, context: Context = {}): boolean {
  if (pattern === '*') return true;
  const filled = fill(pattern, context);
  if (filled === undefined) return false;
  const patterns = partsOf(filled);
  while (patterns.length < 6) patterns.push('.*');
  const parts = arn.split(':');
  return parts.length >= 6 && takesParts(patterns, parts);
}

/** The last pattern takes all the parts that are left: a resource's own name may hold colons. */
function takesParts([first = '', ...rest]: readonly string[], parts: readonly string[]): boolean {
  const whole = new RegExp(`^(?:${first})$`, 's');
  if (rest.length === 0) return whole.test(parts.join(':'));
  if (!whole.test(parts[0] ?? '')) return false;
  const most = first.endsWith('.*') ? parts.length - rest.length : 1;
  return Array.from({ length: most }, (_, more) => parts.slice(more + 1)).some((left) => takesParts(rest, left));
}

/** A value of ArnLike or ArnEquals takes an ARN. (IAM user guide, "Condition operators", on ARNs.) */
export function matchesArn(pattern: string, arn: string, context: Context = {}): boolean {
  const filled = fill(pattern, context);
  if (filled === undefined) return false;
  const patterns = partsOf(filled);
  const parts = arn.split(':');
  const segments = [...parts.slice(0, 5), parts.slice(5).join(':')];
  return (
    patterns.length === 6 &&
    parts.length >= 6 &&
    patterns.every((part, index) => new RegExp(`^(?:${part})$`, 's').test(segments[index] ?? ''))
  );
}

/** A pattern as the source of a regular expression, variables filled in; undefined where the request gives none. */
export function fill(pattern: string, context: Context, takesWildcards = true): string | undefined {
  const parts = tokensOf(pattern, context);
  if (parts === undefined) return undefined;
  return parts.map(({ text, isLiteral }) => (isLiteral || !takesWildcards ? literal(text) : wildcards(text))).join('');
}

/** The six parts of an ARN's pattern: a colon is never escaped, so the pattern may be cut after it was filled. */
function partsOf(source: string): string[] {
  const parts = source.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function wildcards(text: string): string {
  return literal(text).replaceAll('\\*', '.*').replaceAll('\\?', '.');
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
