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

function distance(one: string, other: string): number {
  const first = Array.from({ length: other.length + 1 }, (_, index) => index);
  const last = [...one].reduce((above, letter) => nextRow(above, letter, other), first);
  return last.at(-1) ?? 0;
}

/** Steps from a text that is one letter longer, to each beginning of the other. */
function nextRow(above: readonly number[], letter: string, other: string): number[] {
  const row = [(above[0] ?? 0) + 1];
  for (const [index, each] of [...other].entries()) {
    const [left = 0, over = 0, before = 0] = [row[index], above[index + 1], above[index]];
    row.push(Math.min(left + 1, over + 1, before + (each === letter ? 0 : 1)));
  }
  return row;
}
