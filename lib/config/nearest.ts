/** The name that `text` was most likely to be: equal but for case and signs, else no more than two letters off; undefined where none is. */
export function nearest(text: string, names: readonly string[]): string | undefined {
  const key = letters(text);
  if (key === '') return undefined;
  const [best] = names
    .map((name) => ({ name, off: distance(key, letters(name)) }))
    .filter(({ name, off }) => off <= Math.min(2, Math.floor(letters(name).length / 3)))
    .sort((a, b) => a.off - b.off);
  return best?.name;
}

function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/%]/gu, '');
}

/** Letters to be put, taken or changed to make one of the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      next.push(Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
