import { REFUSALS } from '../../../lib/contract/index.ts';
import { showingOf, triedOf } from '../../trial/rows.ts';
import type { ReportData, SiteSums } from '../data.ts';
import { FATES } from '../fates.ts';
import { number, percent, plural, seconds } from '../format.ts';
import { type Html, html } from '../html.ts';
import { sum } from '../sum.ts';
import { accountsAgainst, isClosed, isExpected } from '../verdict/accounts.ts';
import { forbiddenReads, readsAgainst, trialsAgainst } from '../verdict/airlock.ts';
import { type Standing, standingOf } from '../verdict/finding.ts';
import { goldAgainst, streamsAgainst } from '../verdict/pipeline.ts';
import { mark } from './section.ts';

const READ_BACK: Readonly<Record<Standing, string>> = { kept: 'no', broken: 'YES', unproven: 'not shown' };
const YES_NO: Readonly<Record<Standing, string>> = { kept: 'yes', broken: 'NO', unproven: 'not shown' };

/** The promise first, then the figures behind it. */
export function tiles(data: ReportData): Html {
  return html`
<section id="verdict" aria-label="Verdict">
<div class="tiles promises">${verdicts(data)}</div>
<div class="tiles">${figures(data)}</div>
</section>`;
}

function verdicts(data: ReportData): Html[] {
  const compared = sum(data.comparisons.map(({ cells }) => cells));
  const isGold = standingOf(goldAgainst(data));
  return [
    accountedTile(data),
    readBackTile(data),
    tile('Gold equals the truth', YES_NO[isGold], `${plural(compared, 'cell')} compared one by one`, {
      standing: isGold,
    }),
    ...streamTiles(data),
  ];
}

function figures(data: ReportData): Html[] {
  const sites = Object.values(data.history);
  const total = (of: (site: SiteSums) => number): number => sum(sites.map(of));
  const all = total((site) => site.cells_in);
  const files = total(filesOf);
  const runs = data.repeated ? ', in this run and those before it' : '';
  return [
    tile('Cells in', number(all), `${plural(files, 'file')} from ${plural(sites.length, 'site')}${runs}`),
    ...FATES.map(({ kind, name, of }) => {
      return tile(name, number(total(of)), `${percent(total(of), all)} of all cells${causeWords(kind, data)}`, {
        swatch: kind,
      });
    }),
  ];
}

/** A share of bad cells is the demo's own doing, where the plant counts the same; and says nothing of a real plant. */
function causeWords(kind: (typeof FATES)[number]['kind'], { sites, repeated }: ReportData): string {
  if (kind === 'duplicates' && repeated) return ': a repeated run brings what is there';
  const isPlanted = Object.values(sites).every((site) => isExpected(site, repeated));
  if (kind === 'good' || !isPlanted) return '';
  return kind === 'bad' ? ', planted by the demo or in its source' : ', planted by the demo';
}

/** Files of a plant: what a trial of the airlock put in is none. */
function filesOf({ objects, reasons }: SiteSums): number {
  return sum(Object.values(objects)) - (reasons[REFUSALS.probe] ?? 0);
}

function streamTiles(data: ReportData): Html[] {
  const { streams } = data;
  if (streams.length === 0) return [];
  const slowest = Math.max(...streams.map(({ toBronzeSeconds }) => toBronzeSeconds.max));
  const records = sum(streams.map((each) => each.records));
  return [
    tile('Live data stored within', seconds(slowest), `the slowest of ${plural(records, 'streamed record')}`, {
      standing: standingOf(streamsAgainst(data)),
    }),
  ];
}

function accountedTile(data: ReportData): Html {
  const sites = Object.values(data.sites);
  const closed = sites.filter(isClosed).length;
  const expected = sites.filter((site) => isExpected(site, data.repeated)).length;
  const value = sites.length === 0 ? 'not shown' : closed === sites.length ? 'yes' : 'NO';
  const note = `${closed} of ${plural(sites.length, 'site')} add up, ${expected} as the plant counted`;
  return tile('Every cell accounted for', value, note, { standing: standingOf(accountsAgainst(data)) });
}

function readBackTile({ trials }: ReportData): Html {
  const isRead = standingOf(readsAgainst(trials));
  const tried = triedOf(trials);
  const kept = tried.filter((each) => showingOf(each) === 'kept').length;
  const note = `${plural(forbiddenReads(trials).length, 'read')} tried; ${kept} of ${plural(tried.length, 'request')} as promised`;
  return tile('Plant can read back', READ_BACK[isRead], note, { standing: standingOf(trialsAgainst({ trials })) });
}

function tile(
  name: string,
  value: string,
  note: string,
  { swatch, standing }: { swatch?: string; standing?: Standing } = {},
): Html {
  return html`
<div class="tile ${standing ?? ''}">
<p class="tile-name">${swatch ? html`<i class="swatch ${swatch}"></i>` : ''}${name}</p>
<p class="tile-value">${standing ? mark(standing) : ''}${value}</p>
<p class="tile-note">${note}</p>
</div>`;
}
