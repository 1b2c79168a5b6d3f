/** Tables of a page, each by its lines. */
export function tablesOf(text: string): string[][] {
  return text
    .split('\n\n')
    .map((part) => part.split('\n').filter((line) => line.startsWith('|')))
    .filter((lines) => lines.length > 0);
}

/** Cells of every row of every table of a page, without the heads. */
export function cellsOf(text: string): string[][] {
  return tablesOf(text).flatMap(([, , ...rows]) =>
    rows.map((row) =>
      row
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    ),
  );
}
