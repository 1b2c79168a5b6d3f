import type { ReportData, Site, Trial } from '../data.ts';
import { number, percent, plural, seconds } from '../format.ts';
import { type Html, html } from '../html.ts';
import {
  accounting,
  airlock,
  gold,
  isClosed,
  isExpected,
  isProven,
  readBack,
  readTrials,
  stream,
  type Tone,
  worst,
} from '../verdict.ts';
import { mark } from './section.ts';

const READ_BACK: Readonly<Record<Tone, string>> = { fine: 'no', finding: 'YES', unclear: 'not shown' };
const YES_NO: Readonly<Record<Tone, string>> = { fine: 'yes', finding: 'NO', unclear: 'not shown' };

/** The promise first, then the figures behind it. */
export function tiles(data: ReportData): Html {
  return html`
<section id="verdict" aria-label="Verdict">
<div class="tiles promises">${verdicts(data)}</div>
<div class="tiles">${figures(data)}</div>
</section>`;
}

function verdicts(data: ReportData): Html[] {
  const compared = data.comparisons.reduce((sum, { cells }) => sum + cells, 0);
  const isGold = gold(data);
  return [
    accountedTile(data),
    readBackTile(data.trials),
    tile('Gold equals the truth', YES_NO[isGold], `${plural(compared, 'cell')} compared one by one`, { tone: isGold }),
    ...streamTiles(data),
  ];
}

function figures(data: ReportData): Html[] {
  const total = (of: (site: Site) => number): number =>
    Object.values(data.sites).reduce((sum, site) => sum + of(site), 0);
  const all = total((site) => site.cells_in);
  const figure = (name: string, of: (site: Site) => number, swatch: string): Html =>
    tile(name, number(total(of)), `${percent(total(of), all)} of all cells`, { swatch });
  const files = total((site) => site.by_object.length);
  return [
    tile('Cells in', number(all), `${plural(files, 'file')} from ${plural(Object.keys(data.sites).length, 'site')}`),
    figure('Good', (site) => site.silver_good, 'good'),
    figure('Bad, with a reason', (site) => site.silver_bad, 'bad'),
    figure('Quarantined', (site) => site.quarantined, 'quarantined'),
    figure('Exact duplicates', (site) => site.exact_duplicates, 'duplicates'),
  ];
}

function streamTiles(data: ReportData): Html[] {
  const { streams } = data;
  if (streams.length === 0) return [];
  const slowest = Math.max(...streams.map(({ toBronzeSeconds }) => toBronzeSeconds.max));
  const records = streams.reduce((sum, each) => sum + each.records, 0);
  return [
    tile('Live data stored within', seconds(slowest), `the slowest of ${plural(records, 'streamed record')}`, {
      tone: stream(data),
    }),
  ];
}

function accountedTile(data: ReportData): Html {
  const sites = Object.values(data.sites);
  const closed = sites.filter(isClosed).length;
  const expected = sites.filter((site) => isExpected(site, data.repeated)).length;
  const value = sites.length === 0 ? 'not shown' : closed === sites.length ? 'yes' : 'NO';
  const note = `${closed} of ${plural(sites.length, 'site')} add up, ${expected} as the plant counted`;
  return tile('Every cell accounted for', value, note, { tone: accounting(data) });
}

function readBackTile(trials: readonly Trial[]): Html {
  const isRead = readBack(trials);
  const proven = trials.filter(isProven).length;
  const note = `${plural(readTrials(trials).length, 'read')} tried; ${proven} of ${plural(trials.length, 'request')} as promised`;
  return tile('Plant can read back', READ_BACK[isRead], note, { tone: worst([isRead, airlock(trials)]) });
}

function tile(
  name: string,
  value: string,
  note: string,
  { swatch, tone }: { swatch?: string; tone?: Tone } = {},
): Html {
  return html`
<div class="tile ${tone ?? ''}">
<p class="tile-name">${swatch ? html`<i class="swatch ${swatch}"></i>` : ''}${name}</p>
<p class="tile-value">${tone ? mark(tone) : ''}${value}</p>
<p class="tile-note">${note}</p>
</div>`;
}
