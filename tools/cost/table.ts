import type { Estimate, StagedLine } from './estimate.ts';
import { STAGES } from './line.ts';
import { PRICED_REGION, READ_IN } from './prices.ts';
import { columnName } from './volumes.ts';
import { sum } from './workload.ts';

/** How many of the dearest lines of each column are shown. */
const DEAREST = 6;

/** A table: its first row are the heads, its first column says what a row is. */
export type Table = readonly (readonly string[])[];

export function stageTable(estimates: readonly Estimate[]): Table {
  const heads = ['USD a month', ...estimates.map(({ volumes }) => columnName(volumes.tags))];
  const rows = STAGES.map((stage) => [
    stage,
    ...estimates.map(({ lines }) => money(sum(lines.filter((line) => line.stage === stage).map(({ usd }) => usd)))),
  ]);
  return [heads, ...rows, ['**sum**', ...estimates.map(({ usd }) => `**${money(usd)}**`)]];
}

/** The dearest lines of any column, with what makes them less. */
export function dearestTable(estimates: readonly Estimate[]): Table {
  const dearest = new Map(
    estimates.flatMap(({ lines }) => lines.slice(0, DEAREST)).map((line) => [nameOf(line), line] as const),
  );
  const heads = ['dearest', ...estimates.map(({ volumes }) => columnName(volumes.tags)), 'less, or off, by'];
  const rows = [...dearest].map(([name, { what, key }]) => {
    const costs = estimates.map(({ lines }) => lines.find((line) => nameOf(line) === name)?.usd ?? 0);
    return { most: Math.max(...costs), cells: [what, ...costs.map(money), key ?? ''] };
  });
  return [heads, ...rows.toSorted((one, other) => other.most - one.most).map(({ cells }) => cells)];
}

function nameOf({ stage, what }: StagedLine): string {
  return `${stage} ${what}`;
}

/** What the numbers are, in one line. */
export function basis([first]: readonly Estimate[]): string {
  if (first === undefined) return '';
  const { eventsPerTagHour, monthsKept } = first.volumes;
  return `List prices of ${PRICED_REGION}, read in ${READ_IN}, without free tiers, discounts and taxes; ${eventsPerTagHour} readings an hour and tag, ${monthsKept} months of data kept.`;
}

function money(usd: number): string {
  return usd.toLocaleString('en-US', {
    minimumFractionDigits: usd < 10 ? 1 : 0,
    maximumFractionDigits: usd < 10 ? 1 : 0,
  });
}

/** Columns side by side, numbers to the right. */
export function plainTable(table: Table): string[] {
  const plain = table.map((row) => row.map((cell) => cell.replaceAll('*', '')));
  const widths = plain[0]?.map((_, column) => Math.max(...plain.map((row) => row[column]?.length ?? 0))) ?? [];
  return plain.map((row) =>
    row
      .map((cell, column) =>
        isNumeric(plain, column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

function isNumeric([, ...rows]: Table, column: number): boolean {
  return column > 0 && rows.every((row) => /^[\d.,]*$/.test(row[column] ?? ''));
}
