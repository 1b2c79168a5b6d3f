/** The end of a message that names the word that may have been meant, empty where none is near. */
export function didYouMean(got: unknown, words: Iterable<string>): string {
  if (typeof got !== 'string') return '';
  const text = got.trim().toLowerCase();
  const near = [...words].map((word) => ({ word, steps: stepsBetween(text, word.toLowerCase()) }));
  const best = near.reduce((one, other) => (other.steps < one.steps ? other : one), { word: '', steps: Infinity });
  return best.steps <= Math.max(1, Math.floor(text.length / 3)) ? `; did you mean "${best.word}"?` : '';
}

/** Letters to put in, take out or replace; a part behind a slash is as good as the whole. */
function stepsBetween(text: string, word: string): number {
  const [, part = word] = /\/([^/]+)$/.exec(word) ?? [];
  return Math.min(distance(text, word), text.includes('/') ? Infinity : distance(text, part));
}

/** Letters in each other's place are one step. */
function distance(one: string, other: string): number {
  const first = Array.from({ length: other.length + 1 }, (_, index) => index);
  let above: readonly number[] = [];
  let last: readonly number[] = first;
  for (const at of [...one].keys()) {
    const row = nextRow({ one, other, at }, last, above);
    above = last;
    last = row;
  }
  return last.at(-1) ?? 0;
}

/** Steps from the beginning of `one` up to its letter `at` to each beginning of `other`, from those of the two beginnings before. */
function nextRow(
  { one, other, at }: { readonly one: string; readonly other: string; readonly at: number },
  last: readonly number[],
  above: readonly number[],
): number[] {
  const row = [(last[0] ?? 0) + 1];
  for (const [index, each] of [...other].entries()) {
    const [left = 0, over = 0, before = 0] = [row[index], last[index + 1], last[index]];
    const isSwapped = at > 0 && index > 0 && each === one[at - 1] && other[index - 1] === one[at];
    const swapped = isSwapped ? (above[index - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY;
    row.push(Math.min(left + 1, over + 1, before + (each === one[at] ? 0 : 1), swapped));
  }
  return row;
}
