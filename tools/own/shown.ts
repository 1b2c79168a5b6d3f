import type { SiteAccount } from '../report/data.ts';
import { reasonWords, remedyOf } from '../report/reasons.ts';
import type { Guess } from './guess.ts';
import type { Previewed } from './replica.ts';

/** What was found and by what, a line each. */
export function foundLines({ findings }: Guess): string[] {
  return findings.map(({ about, value, why }) => `  ${about.padEnd(24)} ${value}   (${why})`);
}

/** Cells by row: as sent, and what became of it. */
export function previewLines(cells: Previewed): string[] {
  return cells.flatMap(({ source_row, utc, asset, attribute, value_raw, value, unit, reason }, index) => {
    const isFirst = cells[index - 1]?.source_row !== source_row;
    const became = reason === null ? `${value} ${unit ?? ''}`.trimEnd() : `bad: ${reasonWords(reason)}`;
    const cell = `    ${attribute.padEnd(28)} “${value_raw ?? ''}” → ${became}`;
    return isFirst ? [`  row ${source_row}: ${utc} UTC, ${asset}`, cell] : [cell];
  });
}

/** What is to be done about each reason of an account, a line each. */
export function remedyLines({ reasons }: Pick<SiteAccount, 'reasons'>): string[] {
  return Object.keys(reasons).map((code) => `  ${code}: ${remedyOf(code) ?? reasonWords(code)}`);
}
