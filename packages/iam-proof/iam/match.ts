/** A pattern with `*` and `?` takes a text, letter case counted. */
export function matchesText(pattern: string, text: string): boolean {
  return whole(wildcards(pattern)).test(text);
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
 */
export function matchesResource(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const patterns = partsOf(wildcards(pattern));
  while (patterns.length < 6) patterns.push('.*');
  const parts = arn.split(':');
  return parts.length >= 6 && takesParts(patterns, parts);
}

/** The last pattern takes all the parts that are left: a resource's own name may hold colons. */
function takesParts([first = '', ...rest]: readonly string[], parts: readonly string[]): boolean {
  if (rest.length === 0) return whole(first).test(parts.join(':'));
  if (!whole(first).test(parts[0] ?? '')) return false;
  const most = first.endsWith('.*') ? parts.length - rest.length : 1;
  return Array.from({ length: most }, (_, more) => parts.slice(more + 1)).some((left) => takesParts(rest, left));
}

/** A value of ArnLike or ArnEquals takes an ARN. (IAM user guide, "Condition operators", on ARNs.) */
export function matchesArn(pattern: string, arn: string): boolean {
  const patterns = partsOf(wildcards(pattern));
  const parts = partsOf(arn);
  return patterns.length === 6 && parts.length === 6 && patterns.every((part, i) => whole(part).test(parts[i] ?? ''));
}

/** The six parts of an ARN, or of its pattern as an expression, in which a colon is never escaped. */
function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function whole(source: string): RegExp {
  return new RegExp(`^${source}$`, 's');
}

/** A pattern as the source of a regular expression. */
function wildcards(text: string): string {
  return text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('\\*', '.*')
    .replaceAll('\\?', '.');
}
