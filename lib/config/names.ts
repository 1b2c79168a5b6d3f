/** Whether two names are one to PI and AF, which tell neither case nor blanks. */
export function sameName(one: string, other: string): boolean {
  return nameKey(one) === nameKey(other);
}

/** What is wrong with names of which two are one, undefined where all differ. */
export function firstTwice(names: readonly string[]): string | undefined {
  const twice = names.find((name, index) => names.findIndex((other) => sameName(other, name)) !== index);
  if (twice === undefined) return undefined;
  const first = names.find((name) => sameName(name, twice));
  return first === twice
    ? `got the column "${twice}" twice, wanted each name once`
    : `got the columns "${first}" and "${twice}", wanted names that differ by more than case and blanks`;
}

function nameKey(name: string): string {
  return name.split(/\s+/).filter(Boolean).join(' ').toLowerCase();
}
