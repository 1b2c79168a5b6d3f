import type { ReportData } from './data.ts';
import { type Html, html } from './html.ts';
import { page } from './page.ts';
import { accountingSection } from './sections/accounting.ts';
import { catalogueSection } from './sections/catalogue.ts';
import { extractionSection } from './sections/extraction.ts';
import { flowSection } from './sections/flow.ts';
import { goldSection } from './sections/gold.ts';
import { header } from './sections/header.ts';
import { limitsSection } from './sections/limits.ts';
import { machineSection } from './sections/machine.ts';
import { matrixSection } from './sections/matrix.ts';
import { qualitySection } from './sections/quality.ts';
import { recordedSection } from './sections/recorded.ts';
import { faultsSection, footer, stepsSection } from './sections/run.ts';
import { streamSection } from './sections/stream.ts';
import { tiles } from './sections/tiles.ts';
import { trendSection } from './sections/trend.ts';
import { judge } from './verdict/judge.ts';

/** In the order of the page; a part without a body is left out. */
const PARTS: readonly Part[] = [
  { id: 'extraction', title: 'Extraction', render: extractionSection },
  { id: 'flow', title: 'Flow', render: flowSection },
  { id: 'accounting', title: 'Accounting', render: accountingSection },
  { id: 'tags', title: 'Tags', render: qualitySection },
  { id: 'trend', title: 'Trend', render: trendSection },
  { id: 'gold', title: 'Gold', render: goldSection },
  { id: 'stream', title: 'Live data', render: streamSection },
  { id: 'airlock', title: 'Airlock', render: matrixSection },
  { id: 'catalogue', title: 'Catalogue', render: catalogueSection },
  { id: 'machine', title: 'Runs', render: machineSection },
  { id: 'limits', title: 'Limits', render: limitsSection },
  { id: 'recorded', title: 'Recorded', render: recordedSection },
  { id: 'faults', title: 'Faults', render: faultsSection },
  { id: 'steps', title: 'Steps', render: stepsSection },
];

interface Part {
  readonly id: string;
  readonly title: string;
  readonly render: (data: ReportData) => Html | undefined;
}

/** The report as one HTML page that needs nothing but itself. */
export function renderReport(data: ReportData): string {
  const parts = PARTS.flatMap((part) => {
    const body = part.render(data);
    return body === undefined ? [] : [{ ...part, body }];
  });
  return page(
    `Airlock report, ${data.runPrefix}`,
    html`
${header(data, judge(data), parts)}
<main>
${tiles(data)}
${parts.map(({ body }) => body)}
</main>
${footer(data)}`,
  );
}
