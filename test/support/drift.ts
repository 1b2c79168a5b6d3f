import type { StackTemplate } from './synthesis/read.ts';

/** Texts of one environment that say nothing, and what is read in their place. */
export type SameWords = readonly (readonly [RegExp, string])[];

/**
 * How `other` differs from `base`, a line each: `-` only in base, `+` only in other, both where a value changed.
 * A resource that only one has is one line; lists are compared without regard to order.
 */
export function driftLines(
  base: Record<string, StackTemplate>,
  other: Record<string, StackTemplate>,
  sameWords: SameWords,
): string[] {
  const stages = [...new Set([...Object.keys(base), ...Object.keys(other)])].toSorted();
  return stages.flatMap((stage) => {
    const [left, right] = [read(base[stage], sameWords), read(other[stage], sameWords)];
    const common = Object.keys(left.Resources).filter((id) => id in right.Resources);
    const [before, after] = [leaves(left, common), leaves(right, common)];
    const gone = [...before].filter((leaf) => !after.has(leaf)).map((leaf) => ({ leaf, sign: '-' }));
    const added = [...after].filter((leaf) => !before.has(leaf)).map((leaf) => ({ leaf, sign: '+' }));
    const lines = [...gone, ...added].toSorted((a, b) => (a.leaf < b.leaf ? -1 : a.leaf > b.leaf ? 1 : 0));
    return lines.map(({ leaf, sign }) => `${stage}: ${sign} ${leaf}`);
  });
}

function read(template: StackTemplate | undefined, sameWords: SameWords): StackTemplate {
  return JSON.parse(
    sameWords.reduce((text, [from, to]) => text.replace(from, to), JSON.stringify(template ?? { Resources: {} })),
  );
}

/** Every value of a template with its place; of a resource that is not in `whole`, only its name and type. */
function leaves({ Resources, ...sections }: StackTemplate, whole: readonly string[]): Set<string> {
  const resources = Object.entries(Resources).flatMap(([id, resource]) =>
    whole.includes(id) ? [...walk(id, resource)] : [`${id} (${resource.Type})`],
  );
  return new Set([...resources, ...walk('', sections)]);
}

function* walk(path: string, value: unknown): Generator<string> {
  if (Array.isArray(value)) yield* value.map((item) => `${path}[]: ${JSON.stringify(item)}`);
  else if (typeof value !== 'object' || value === null) yield `${path}: ${JSON.stringify(value)}`;
  else for (const [key, inner] of Object.entries(value)) yield* walk(path === '' ? key : `${path}.${key}`, inner);
}
