import { table } from '../written/markdown.ts';
import { ASSUMED } from './assumptions.ts';
import type { Estimate } from './estimate.ts';
import { MACHINE_HOURS, PRICES, type Price } from './prices.ts';
import { dearestTable, stageTable, type Table } from './table.ts';

const PLACE = /(<!-- cost: (.+?) -->\n)[\s\S]*?(<!-- \/cost -->)/g;
const KNOWN: Readonly<Record<Price['known'], string>> = {
  aws: "AWS's page",
  others: 'another page that names it',
  memory: 'memory: look it up',
};

/** A page with its tables made anew: each stands between `<!-- cost: name -->` and `<!-- /cost -->`. */
export function withTables(page: string, estimates: Readonly<Record<string, readonly Estimate[]>>): string {
  const tables: Readonly<Record<string, () => string>> = {
    ...Object.fromEntries(Object.entries(estimates).map(([environment, each]) => [environment, () => month(each)])),
    prices: () => markdown(priceTable()),
    assumptions: () => markdown(assumptionTable()),
  };
  return page.replace(PLACE, (_, first: string, name: string, last: string) => {
    const make = tables[name];
    if (make === undefined) throw new Error(`cost: got the place "${name}", wanted ${Object.keys(tables).join(', ')}`);
    return `${first}\n${make()}\n\n${last}`;
  });
}

function month(estimates: readonly Estimate[]): string {
  return [stageTable(estimates), dearestTable(estimates)].map(markdown).join('\n\n');
}

function priceTable(): Table {
  const rows = [...Object.values(PRICES), ...Object.values(MACHINE_HOURS)].map(({ usd, units, of, source, known }) => [
    String(usd),
    units === 1 ? `1 ${of}` : `${units.toLocaleString('en-US')} ${of}`,
    KNOWN[known],
    source,
  ]);
  return [['USD', 'buys', 'known from', 'to be looked up at'], ...rows];
}

function assumptionTable(): Table {
  const rows = Object.entries(ASSUMED).map(([name, { value, why }]) => [name, value.toLocaleString('en-US'), why]);
  return [['assumed', 'value', 'what it is'], ...rows];
}

function markdown([head = [], ...rows]: Table): string {
  return table(head, rows);
}
