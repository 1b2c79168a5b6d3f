import type { ReportData } from '../data.ts';
import { utc } from '../format.ts';
import { type Html, html } from '../html.ts';
import { TREND_FOLDER } from '../trend-place.ts';

/** The run that made this page, and whose work is in it. */
export function footer({ generatedAt, runPrefix }: ReportData): Html {
  const facts = Object.entries({ Run: runPrefix, Written: utc(generatedAt) });
  return html`
<footer>
<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<p>This page asks no server for anything; the points of its trends lie beside it, in ${TREND_FOLDER}. Trends by uPlot (MIT, © Leon Sorokin).</p>
</footer>`;
}
