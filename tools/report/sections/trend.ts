import type { DatasetTrends, ReportData, TagTrend } from '../data.ts';
import { number, plural } from '../format.ts';
import { type Html, html } from '../html.ts';
import { section } from './section.ts';

/** Readings as the plant sent them beside gold, for one tag at a time; its points lie beside the page. */
export function trendSection({ trends }: Pick<ReportData, 'trends'>): Html {
  const tags = trends.flatMap((each) => each.tags);
  return section(
    'trend',
    'Raw against cleaned',
    'Readings as the plant’s historian sent them, and the values that gold holds on its regular grid. A bad reading is marked and never bridged: where gold cannot be sure, it has a gap.',
    tags.length === 0 ? html`<p>No tag to show.</p>` : [chooser(trends), chart(), happenings()],
  );
}

function chooser(trends: readonly DatasetTrends[]): Html {
  const groups = trends.map(
    ({ dataset, tags }) => html`
<optgroup label="${dataset}: all ${plural(tags.length, 'tag')}">${tags.map((tag) => html`<option value="${tag.points}">${optionText(tag)}</option>`)}</optgroup>`,
  );
  return html`
<div class="controls"><label for="tag">Tag</label><select id="tag" autocomplete="off">${groups}</select></div>
<div class="controls" role="group" aria-label="What the trend shows">
<button type="button" id="next-bad">Next bad stretch</button><button type="button" id="next-gap">Next gap in gold</button>
<button type="button" id="earlier">← Earlier</button><button type="button" id="later">Later →</button><button type="button" id="closer">Closer</button><button type="button" id="wider">Wider</button><button type="button" id="whole">Whole period</button>
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

function chart(): Html {
  return html`
<p class="legend"><span><i class="line good"></i>gold, thick</span><span><i class="line sent"></i>as the plant sent it, thin</span><span><i class="triangle"></i>bad reading</span><span><i class="swatch gap"></i>gap in gold: no value to trust, hatched</span><span><i class="swatch other-unit"></i>sent in another unit, drawn converted</span><span><i class="swatch share"></i>share of good time</span></p>
<p class="axis"><span>In <strong id="unit"></strong></span><span id="period"></span></p>
<div id="chart" tabindex="0" role="group" aria-label="Trend of the chosen tag. Left and right go from reading to reading, plus and minus bring it closer and wider, Home shows the whole period; the table below says in words what happened."></div>
<p id="readout" aria-live="polite">Point at the trend, or go through it by the arrow keys, and read here what is known of a moment. Drag over a stretch to see it closer.</p>
<p id="trend-trouble" class="broken" role="alert" hidden></p>
<noscript><p>The trend needs JavaScript; the table of all tags does not.</p></noscript>`;
}

function happenings(): Html {
  const head = ['What', 'From', 'Until', 'Readings', 'Why', 'As sent'];
  return html`
<p class="objects"><code id="tag-id"></code><br><span id="tag-facts"></span></p>
<div id="happenings"><div class="scroll" tabindex="0" role="region" aria-label="What happened to the chosen tag">
<table hidden><caption>What happened to it</caption><thead><tr>${head.map((name) => html`<th scope="col"${name === 'Readings' ? undefined : html` class="text"`}>${name}</th>`)}</tr></thead><tbody></tbody></table>
</div><p class="hint"></p></div>`;
}
