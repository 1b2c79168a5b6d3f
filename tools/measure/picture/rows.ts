import type { Line } from '../record.ts';

/** A row of the terminal: what it shows from a second on, until what it shows in its place. */
export interface Row {
  readonly from: number;
  readonly text: string;
  /** Of a step that was done later. */
  readonly ended?: { readonly from: number; readonly text: string };
}

const BEGUN = /^❯ (.*?)(?: \(\d+ s (?:last time|where it was measured)\))?$/;
const DONE = /^✔ (.*) \([\d.]+ s\)$/;

/** Lines as rows: the line that ends a step takes the place of the one that began it, and empty ones and notes fall away. */
export function rowsOf(lines: readonly Line[]): Row[] {
  const rows: Row[] = [];
  for (const [at, text] of lines) {
    const [, done] = DONE.exec(text) ?? [];
    const place = rows.findIndex((row) => row.ended === undefined && BEGUN.exec(row.text)?.[1] === done);
    const begun = rows[place];
    if (done !== undefined && begun !== undefined) rows[place] = { ...begun, ended: { from: at, text } };
    else if (text.trim() !== '' && !text.startsWith('›')) rows.push({ from: at, text });
  }
  return rows;
}
