import type { ReportData, Site, SiteSums } from '../data.ts';
import { cellsExpected, cellsOut, FATES } from '../fates.ts';
import { number, percent, plural } from '../format.ts';
import { type Html, html } from '../html.ts';
import { isClosed, isExpected, sweepAgainst } from '../verdict/accounts.ts';
import { standingOf } from '../verdict/finding.ts';
import { outcomeWords } from '../words.ts';
import { bar, objectsTable, reasonsTable } from './account.ts';
import { mark, section, table, wrong } from './section.ts';

/** The way of every cell, site by site, and its reason. */
export function accountingSection(data: ReportData): Html {
  return section(
    'accounting',
    'Every cell, accounted for',
    'A cell is one value: one tag at one time. Each that came in is good, bad with a reason, quarantined (kept aside, as it has no place) or an exact duplicate. The pipeline’s own books, the ledger, must add up before anything is stored; the plant’s count was made from the source data, without the pipeline.',
    [
      html`<div class="sites">${Object.entries(data.sites).map(([name, site]) => siteBlock(name, site, data))}</div>`,
      lostNotifications(data),
      reasonsTable(data.sites),
      ...Object.entries(data.sites).map(([name, site]) => objectsTable(name, site)),
    ],
  );
}

function siteBlock(name: string, site: Site, { repeated, history }: ReportData): Html {
  const all = history[name] ?? site;
  const closed = isClosed(site);
  const expected = isExpected(site, repeated);
  const comparison = expected ? 'as the plant counted' : 'NOT as the plant counted';
  const objects = Object.entries(site.objects).map(([outcome, count]) => `${number(count)} ${outcomeWords(outcome)}`);
  return html`
<article class="site">
<h4>${name}</h4>
<p class="objects">${plural(site.by_object.length, 'file')}: ${objects.join(', ')}</p>
${bar(all)}
${countsTable(name, site, repeated ? all : undefined)}
<p class="conclusion">${mark(closed ? 'kept' : 'broken')}${closed ? 'Adds up' : 'DOES NOT ADD UP'}, ${mark(expected ? 'kept' : 'broken')}${comparison}${repeated ? ' (of this run, a repeated one, only the sums can be compared)' : ''}.</p>
</article>`;
}

/** `all` are the sums of this run and those before it, where there were any. */
function countsTable(name: string, site: Site, all: SiteSums | undefined): Html {
  const row = (label: string | Html, of: (sums: SiteSums) => number, wanted: number, isComparable = true) => [
    label,
    ...(all === undefined ? [] : [of(all)]),
    percent(of(all ?? site), (all ?? site).cells_in),
    of(site),
    wanted,
    isComparable ? difference(of(site) - wanted) : '–',
  ];
  const rows = FATES.map(({ kind, name, of }) => {
    const label = html`<i class="swatch ${kind}"></i>${name}`;
    return row(label, of, site.expected[kind], all === undefined || kind === 'quarantined');
  });
  const ledger = all === undefined ? ['Share', 'Ledger'] : ['All runs', 'Share', 'This run'];
  return table(
    `Cells of ${name}`,
    ['', ...ledger, 'Plant’s count', 'Difference'],
    [
      ...rows,
      row('Sum', cellsOut, cellsExpected(site)),
      row('Cells in', ({ cells_in: cells }) => cells, site.expected.cells_in),
    ],
  );
}

function difference(value: number): Html | number {
  return value === 0 ? 0 : wrong(`${value > 0 ? '+' : '−'}${number(Math.abs(value))}`);
}

function lostNotifications(data: ReportData): Html {
  const { dropped, found } = data.sweep;
  return html`<p class="conclusion">${mark(standingOf(sweepAgainst(data)))}${plural(dropped, 'notification')} lost on purpose on the way in; the sweep found ${plural(found, 'file')} all the same.</p>`;
}
