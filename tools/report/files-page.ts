import type { DatasetTrends, SiteAccount, TagQuality } from './data.ts';
import { cellsOut, FATES } from './fates.ts';
import { number, percent, plural, utc } from './format.ts';
import { type Html, html } from './html.ts';
import { page } from './page.ts';
import { bar, objectsTable, reasonsTable } from './sections/account.ts';
import { mark, section, table } from './sections/section.ts';
import { tagsSection } from './sections/tags.ts';
import { trendSection } from './sections/trend.ts';
import { sum } from './sum.ts';
import { isClosed } from './verdict/accounts.ts';
import type { Standing } from './verdict/finding.ts';
import { outcomeWords } from './words.ts';

/** What was made of a folder of an own plant's files. */
export interface FilesRun {
  readonly plant: string;
  /** ISO 8601. */
  readonly generatedAt: string;
  readonly standing: Standing;
  /** The verdict in a sentence. */
  readonly verdict: string;
  /** By site and view. */
  readonly views: Readonly<Record<string, SiteAccount>>;
  /** Files that were left alone. */
  readonly strange: readonly { readonly file: string; readonly why: string }[];
  /** How new files differ in their columns from what their views declare, a line each. */
  readonly columns: readonly string[];
  readonly tags: readonly TagQuality[];
  readonly trends: DatasetTrends[];
  /** Gold's files, each with the line that reads it. */
  readonly gold: readonly { readonly dataset: string; readonly line: string }[];
}

/** The page of a run over own files: nothing of a cloud is on it. */
export function renderFilesRun(run: FilesRun): string {
  return page(
    `Airlock, ${run.plant}`,
    html`
<header>
<p class="brand">Airlock</p>
<h1>${run.plant}</h1>
<p class="run">${utc(run.generatedAt)}</p>
<p class="sentence ${run.standing}">${mark(run.standing)}${run.verdict}</p>
<nav class="readers" aria-label="Parts of the report"><a href="#accounting">Accounting</a><a href="#tags">Tags</a><a href="#trend">Trend</a><a href="#gold">Gold</a></nav>
</header>
<main>
<h2>What was made of the files</h2>
${accounting(run)}
${tagsSection(run)}
${trendSection(run)}
${gold(run)}
</main>`,
  );
}

function accounting({ views, strange, columns }: FilesRun): Html {
  const intro =
    'A cell is one value: one tag at one time. Each that came in is good, bad with a reason, quarantined (kept aside, as it has no place) or an exact duplicate.';
  return section('accounting', 'Every cell, accounted for', intro, [
    html`<div class="sites">${Object.entries(views).map(viewBlock)}</div>`,
    reasonsTable(views),
    ...Object.entries(views).map(([name, account]) => objectsTable(name, account)),
    columns.length === 0 ? undefined : html`<ul class="columns">${columns.map((line) => html`<li>${line}</li>`)}</ul>`,
    strange.length === 0
      ? undefined
      : table(
          'Files that were left alone',
          ['File', ['Why']],
          strange.map(({ file, why }) => [file, why]),
        ),
  ]);
}

function viewBlock([name, account]: [string, SiteAccount]): Html {
  const closed = isClosed(account);
  const objects = Object.entries(account.objects).map(
    ([outcome, count]) => `${number(count)} ${outcomeWords(outcome)}`,
  );
  const rows = FATES.map(({ kind, name, of }) => [
    html`<i class="swatch ${kind}"></i>${name}`,
    of(account),
    percent(of(account), account.cells_in),
  ]);
  return html`
<article class="site">
<h4>${name}</h4>
<p class="objects">${plural(sum(Object.values(account.objects)), 'file')}: ${objects.join(', ')}</p>
${bar(account)}
${table(`Cells of ${name}`, ['', 'Cells', 'Share'], [...rows, ['Sum', cellsOut(account), ''], ['Cells in', account.cells_in, '']])}
<p class="conclusion">${mark(closed ? 'kept' : 'broken')}${closed ? 'Adds up' : 'DOES NOT ADD UP'}.</p>
</article>`;
}

function gold({ gold: files }: FilesRun): Html {
  const intro =
    'One row an asset and time on a regular grid, a column an attribute; beside each the share of good time in percent (__pct_good). Times are UTC.';
  return section(
    'gold',
    'Gold',
    intro,
    files.length === 0
      ? html`<p>No dataset has a row.</p>`
      : files.map(({ dataset, line }) => html`<h4>${dataset}</h4><pre tabindex="0"><code>${line}</code></pre>`),
  );
}
