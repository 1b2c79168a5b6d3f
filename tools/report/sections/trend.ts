import type { DatasetTrends, ReportData, TagTrend } from '../data.ts';
import { number, plural, seconds, utc } from '../format.ts';
import { type Html, html, inlineJson } from '../html.ts';
import { stretchesOf } from '../stretches.ts';
import { seriesOf } from '../trend-series.ts';
import { section, table } from './section.ts';

/** Rows of a tag's table; a tag with more says so. */
const ROWS = 40;
/** Different texts that a row shows of what was sent. */
const SAMPLES = 3;

/** Readings as the plant sent them beside gold, for one tag at a time. */
export function trendSection({ trends }: Pick<ReportData, 'trends'>): Html {
  const tags = trends.flatMap(({ tags }) => tags);
  const body =
    tags.length === 0 ? html`<p>No tag to show.</p>` : html`${chooser(trends)}${chart(tags)}${tags.map(tagBlock)}`;
  return section(
    'trend',
    'Raw against cleaned',
    'Readings as the plant’s historian sent them, and the values that gold holds on its regular grid. A bad reading is marked and never bridged: where gold cannot be sure, it has a gap.',
    body,
  );
}

function chooser(trends: readonly DatasetTrends[]): Html {
  let place = 0;
  const groups = trends.map(
    ({ dataset, tags, tags_in_dataset }) => html`
<optgroup label="${dataset} (${tags.length} of ${plural(tags_in_dataset, 'tag')})">${tags.map((tag) => html`<option value="${place++}">${optionText(tag)}</option>`)}</optgroup>`,
  );
  return html`
<div class="controls">
<label for="tag">Tag</label>
<select id="tag">${groups}</select>
<button type="button" id="next-bad">Next bad stretch</button>
<button type="button" id="whole">Whole period</button>
</div>`;
}

function optionText({ attribute, asset, counts }: TagTrend): string {
  const seen = [
    counts.bad > 0 ? `${number(counts.bad)} bad` : '',
    counts.converted > 0 ? `${number(counts.converted)} in another unit` : '',
    counts.gaps > 0 ? `${number(counts.gaps)} empty in gold` : '',
  ].filter((text) => text !== '');
  return `${attribute} · ${asset.split('\\').at(-1)}${seen.length > 0 ? ` · ${seen.join(', ')}` : ''}`;
}

function chart(tags: readonly TagTrend[]): Html {
  return html`
<p class="legend"><span><i class="line sent"></i>as the plant sent it</span><span><i class="line good"></i>gold</span><span><i class="triangle"></i>bad reading</span><span><i class="swatch gap"></i>gap in gold: no value to trust</span><span><i class="swatch other-unit"></i>sent in another unit, drawn converted</span><span><i class="swatch share"></i>share of good time</span></p>
<div id="chart" role="img" aria-label="Trend of the chosen tag; the table below says the same in words"></div>
<noscript><p>The drawing needs JavaScript; the tables below do not.</p></noscript>
<p class="hint">Times are UTC. Point at the trend for value, reason and what was sent; drag to move, Ctrl and wheel or the lower bar to zoom.</p>
<script type="application/json" id="trends">${inlineJson(tags.map(seriesOf))}</script>`;
}

function tagBlock(tag: TagTrend, place: number): Html {
  const { counts } = tag;
  const facts = [
    `${plural(counts.readings, 'reading')}, ${number(counts.bad)} bad, ${number(counts.converted)} converted`,
    `${plural(counts.gold, 'gold value')}, ${number(counts.gaps)} empty`,
    `unit ${tag.unit ?? 'not given'}`,
    tag.stale_after_s === null ? '' : `too old after ${seconds(tag.stale_after_s)}`,
  ].filter((text) => text !== '');
  return html`<div class="tag" data-trend="${place}"><h3>${tag.attribute}</h3><p class="objects"><code>${tag.tag_id}</code><br>${facts.join(' · ')}</p>${stretchTable(tag)}</div>`;
}

function stretchTable(tag: TagTrend): Html {
  const stretches = stretchesOf(tag);
  if (stretches.length === 0)
    return html`<p>Nothing happened to this tag: every reading is good and gold has no gap.</p>`;
  const head = ['What', ['From', 'time'], ['Until', 'time'], 'Readings', ['Why'], ['As sent']] as const;
  const rows = stretches
    .slice(0, ROWS)
    .map(({ what, from, until, why, sent, points }) => [
      what,
      utc(from),
      until === undefined ? 'the end' : utc(until),
      what === 'Bad readings' ? points : '',
      why,
      sentWords(sent),
    ]);
  const more = stretches.length - rows.length;
  return html`${table(`What happened to ${tag.attribute}`, head, rows)}${more > 0 ? html`<p class="hint">and ${plural(more, 'more stretch', 'more stretches')}</p>` : ''}`;
}

function sentWords(sent: readonly string[]): string {
  const shown = sent.slice(0, SAMPLES).map((text) => (text === '' ? 'nothing' : `“${text}”`));
  return sent.length > SAMPLES ? `${shown.join(', ')}, …` : shown.join(', ');
}
