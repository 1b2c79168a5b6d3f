import type { ReportData, Site } from '../data.ts';
import { cellsOut } from '../flow/cells.ts';
import { number, percent, plural, utc } from '../format.ts';
import { type Html, html } from '../html.ts';
import { fateOf, reasonWords } from '../reasons.ts';
import { countPairs, isClosed, isExpected, sweepAgainst } from '../verdict/accounts.ts';
import { standingOf } from '../verdict/finding.ts';
import { outcomeWords } from '../words.ts';
import { mark, section, table } from './section.ts';

const PARTS = ['good', 'bad', 'quarantined', 'duplicates'] as const;

/** The way of every cell, site by site, and its reason. */
export function accountingSection(data: ReportData): Html {
  return section(
    'accounting',
    'Every cell, accounted for',
    'A cell is one value: one tag at one time. Each that came in is good, bad with a reason, quarantined (kept aside, as it has no place) or an exact duplicate. The pipeline’s own books, the ledger, must add up before anything is stored; the plant’s count was made from the source data, without the pipeline.',
    [
      html`<div class="sites">${Object.entries(data.sites).map(([name, site]) => siteBlock(name, site, data.repeated))}</div>`,
      lostNotifications(data),
      reasonsTable(data.sites),
      ...Object.entries(data.sites).map(([name, site]) => objectsTable(name, site)),
    ],
  );
}

function siteBlock(name: string, site: Site, repeated: boolean): Html {
  const closed = isClosed(site);
  const expected = isExpected(site, repeated);
  const comparison = expected ? 'as the plant counted' : 'NOT as the plant counted';
  const objects = Object.entries(site.objects).map(([outcome, count]) => `${number(count)} ${outcomeWords(outcome)}`);
  return html`
<article class="site">
<h3>${name}</h3>
<p class="objects">${plural(site.by_object.length, 'file')}: ${objects.join(', ')}</p>
${bar(site)}
${countsTable(name, site, repeated)}
<p class="conclusion">${mark(closed ? 'kept' : 'broken')}${closed ? 'Adds up' : 'DOES NOT ADD UP'}, ${mark(expected ? 'kept' : 'broken')}${comparison}${repeated ? ' (repeated run: only the sums can be compared)' : ''}.</p>
</article>`;
}

function bar(site: Site): Html {
  const counts = countPairs(site).map(([, count]) => count);
  const rest = counts.slice(1).reduce((sum, count) => sum + count, 0);
  const words = countPairs(site).map(([name, count]) => `${name} ${number(count)}`);
  const enlarged =
    rest > 0 && rest < site.cells_in / 3
      ? html`<p class="enlarged">all but the good ones (${percent(rest, site.cells_in)}), enlarged</p><div class="bar">${segments(site, 1)}</div>`
      : '';
  return html`<div role="img" aria-label="${words.join(', ')}"><div class="bar">${segments(site, 0)}</div>${enlarged}</div>`;
}

function segments(site: Site, from: number): Html[] {
  return countPairs(site).flatMap(([name, count], index) =>
    count === 0 || index < from
      ? []
      : [
          html`<span class="segment ${PARTS[index]}" style="flex-grow:${count}" title="${name}: ${number(count)} cells"></span>`,
        ],
  );
}

function countsTable(name: string, site: Site, repeated: boolean): Html {
  const row = (label: string | Html, got: number, wanted: number, comparable: boolean): Html => html`
<tr><th scope="row">${label}</th><td>${number(got)}</td><td>${percent(got, site.cells_in)}</td><td>${number(wanted)}</td>
<td>${comparable ? difference(got - wanted) : '–'}</td></tr>`;
  const { expected } = site;
  const rows = countPairs(site).map(([label, got, wanted], index) =>
    row(html`<i class="swatch ${PARTS[index]}"></i>${label}`, got, wanted, !repeated || label === 'Quarantined'),
  );
  const sum = expected.good + expected.bad + expected.quarantined + expected.duplicates;
  return table(
    `Cells of ${name}`,
    ['', 'Ledger', 'Share', 'Plant’s count', 'Difference'],
    [...rows, row('Sum', cellsOut(site), sum, true), row('Cells in', site.cells_in, expected.cells_in, true)],
  );
}

function difference(value: number): Html {
  return value === 0
    ? html`0`
    : html`<strong class="wrong">${value > 0 ? '+' : '−'}${number(Math.abs(value))}</strong>`;
}

function lostNotifications(data: ReportData): Html {
  const { dropped, found } = data.sweep;
  return html`<p class="conclusion">${mark(standingOf(sweepAgainst(data)))}${plural(dropped, 'notification')} lost on purpose on the way in; the sweep found ${plural(found, 'file')} all the same.</p>`;
}

function reasonsTable(sites: ReportData['sites']): Html {
  const total = (code: string): number =>
    Object.values(sites).reduce((sum, { reasons }) => sum + (reasons[code] ?? 0), 0);
  const codes = [...new Set(Object.values(sites).flatMap(({ reasons }) => Object.keys(reasons)))];
  const rows = codes
    .sort((a, b) => total(b) - total(a))
    .map(
      (code) => html`
<tr><th scope="row">${reasonWords(code)}</th><td class="text"><code>${code}</code></td><td class="text">${fateOf(code) ?? '–'}</td>
${Object.values(sites).map(({ reasons }) => html`<td>${reasons[code] === undefined ? '–' : number(reasons[code])}</td>`)}</tr>`,
    );
  return table(
    'Reasons, in cells (of a refused file: in files)',
    ['Reason', ['Code'], ['Kept as'], ...Object.keys(sites)],
    rows,
  );
}

function objectsTable(name: string, site: Site): Html {
  const rows = site.by_object.map(
    (each) => html`
<tr><th scope="row" class="key">${each.key.slice(each.key.indexOf('/view=') + 1)}</th><td class="text time">${utc(each.landed_at)}</td><td class="text">${outcomeWords(each.outcome)}</td><td class="text">${each.manifest_state ?? '–'}</td>
<td>${number(each.cells_in)}</td><td>${number(each.silver_good)}</td><td>${number(each.silver_bad)}</td><td>${number(each.quarantined)}</td>
<td>${number(each.exact_duplicates)}</td><td class="text">${each.closes ? 'yes' : html`<strong class="wrong">NO</strong>`}</td></tr>`,
  );
  const head = [
    'File',
    ['Landed'],
    ['Outcome'],
    ['Packing list'],
    'Cells in',
    'Good',
    'Bad',
    'Quarantined',
    'Duplicates',
    ['Adds up'],
  ] as const;
  return html`<details><summary>${plural(rows.length, 'file')} of ${name}, one by one</summary>${table(`Files of ${name}`, head, rows)}</details>`;
}
