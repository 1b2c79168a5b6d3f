import type { SiteAccount, SiteSums } from '../data.ts';
import { cellsOut, FATES } from '../fates.ts';
import { number, percent, plural, utc } from '../format.ts';
import { type Html, html } from '../html.ts';
import { fateOf, reasonWords } from '../reasons.ts';
import { sum } from '../sum.ts';
import { outcomeWords } from '../words.ts';
import { folded, table, wrong } from './section.ts';

/** An account as a bar, and once more without the good ones where they leave nothing to see. */
export function bar(account: SiteSums): Html {
  const rest = cellsOut(account) - account.silver_good;
  const words = FATES.map(({ name, of }) => `${name} ${number(of(account))}`);
  const [all, others] = [segments(account), segments({ ...account, silver_good: 0 })];
  const enlarged = html`<p class="enlarged">all but the good ones (${percent(rest, account.cells_in)}), enlarged</p><div class="bar">${others}</div>`;
  const isSmall = rest > 0 && rest < account.cells_in / 3;
  return html`<div role="img" aria-label="${words.join(', ')}"><div class="bar">${all}</div>${isSmall ? enlarged : ''}</div>`;
}

function segments(account: SiteSums): Html[] {
  return FATES.filter(({ of }) => of(account) > 0).map(
    ({ kind, name, of }) =>
      html`<span class="segment ${kind}" style="flex-grow:${of(account)}" title="${name}: ${number(of(account))} cells"></span>`,
  );
}

/** Reasons in words, a column an account. */
export function reasonsTable(accounts: Readonly<Record<string, SiteAccount>>): Html {
  const all = Object.values(accounts).map(({ reasons }) => reasons);
  const total = (code: string): number => sum(all.map((reasons) => reasons[code] ?? 0));
  const codes = [...new Set(all.flatMap((reasons) => Object.keys(reasons)))].sort((a, b) => total(b) - total(a));
  const rows = codes.map((code) => [
    reasonWords(code),
    html`<code>${code}</code>`,
    fateOf(code) ?? '–',
    ...all.map((reasons) => reasons[code] ?? '–'),
  ]);
  const head = ['Reason', ['Code'], ['Kept as'], ...Object.keys(accounts)] as const;
  return table('Reasons, in cells (of a refused file: in files)', head, rows);
}

/** The account of each file, folded away. */
export function objectsTable(name: string, account: SiteAccount): Html {
  const counts = ['Cells in', 'Good', 'Bad', 'Quarantined', 'Duplicates'];
  const head = ['File', ['Landed', 'time'], ['Outcome'], ['Packing list'], ...counts, ['Adds up']] as const;
  const rows = account.by_object.map((each) => [
    html`<span class="key">${each.key.slice(each.key.indexOf('/view=') + 1)}</span>`,
    utc(each.landed_at),
    outcomeWords(each.outcome),
    each.manifest_state ?? '–',
    each.cells_in,
    ...FATES.map(({ of }) => of(each)),
    each.closes ? 'yes' : wrong('NO'),
  ]);
  return folded(`${plural(rows.length, 'file')} of ${name}, one by one`, table(`Files of ${name}`, head, rows));
}
