import type { ReportData } from './data.ts';
import { utc } from './format.ts';
import { Html, html } from './html.ts';
import { clientScript } from './script.ts';
import { accountingSection } from './sections/accounting.ts';
import { goldSection } from './sections/gold.ts';
import { limitsSection } from './sections/limits.ts';
import { matrixSection } from './sections/matrix.ts';
import { faultsSection, footer, stepsSection } from './sections/run.ts';
import { mark } from './sections/section.ts';
import { tiles } from './sections/tiles.ts';
import { trendSection } from './sections/trend.ts';
import { styles } from './style.ts';
import { accounting, airlock, deployed, gold, readBack, sweep, type Tone, worst } from './verdict.ts';

/** Nothing may be loaded from anywhere, not even by a mistake in the data. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const PARTS: readonly (readonly [id: string, title: string])[] = [
  ['accounting', 'Accounting'],
  ['trend', 'Trend'],
  ['gold', 'Gold'],
  ['airlock', 'Airlock'],
  ['limits', 'Limits'],
  ['faults', 'Faults'],
  ['steps', 'Steps'],
];

const SENTENCES: Readonly<Record<Tone, string>> = {
  fine: 'Every promise was kept: no row lost without a reason, and no way to read back from the plant.',
  finding: 'NOT every promise was kept; what is wrong is marked below.',
  unclear: 'Not everything could be shown; what is missing is marked below.',
};

/** The report as one HTML page that needs nothing but itself. */
export function renderReport(data: ReportData): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Airlock report, ${data.runPrefix}</title>
<style>${new Html(styles())}</style>
</head>
<body>
${header(data)}
<main>
${tiles(data)}
${accountingSection(data)}
${trendSection(data)}
${goldSection(data)}
${matrixSection(data)}
${limitsSection(data)}
${faultsSection(data)}
${stepsSection(data)}
</main>
${footer(data)}
<script>${new Html(clientScript())}</script>
</body>
</html>
`;
  return page.text;
}

function header(data: ReportData): Html {
  const { trials } = data;
  const tones = [accounting(data), gold(data), readBack(trials), airlock(trials), sweep(data), deployed(data)];
  const tone = worst(tones);
  return html`
<header>
<p class="brand">Airlock</p>
<h1>Plant data in, no way out</h1>
<p class="run">Run ${data.runPrefix} · ${utc(data.generatedAt)}</p>
<p class="sentence ${tone}">${mark(tone)}${SENTENCES[tone]}</p>
<nav aria-label="Parts of the report">${PARTS.map(([id, title]) => html`<a href="#${id}">${title}</a>`)}</nav>
</header>`;
}
