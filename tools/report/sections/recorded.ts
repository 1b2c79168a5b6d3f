import type { ReportData } from '../data.ts';
import { plural } from '../format.ts';
import { groupBy } from '../group.ts';
import { type Html, html } from '../html.ts';
import { section, table } from './section.ts';

/** Things that were checked and written down and do not run on this machine. */
export function recordedSection({ recorded }: ReportData): Html | undefined {
  if (recorded.length === 0) return undefined;
  const kinds = [...groupBy(recorded, ({ kind }) => kind)].sort(([, a], [, b]) => b.length - a.length);
  return section(
    'recorded',
    'Recorded, not running here',
    `The data scientist’s workplace (Kubeflow on a Kubernetes cluster) does not run on this machine. What would be installed was checked against its schema and written down: ${plural(recorded.length, 'thing')}. None of it is shown to work by this run.`,
    [
      html`<ul class="kinds">${kinds.map(([kind, things]) => html`<li><strong>${kind}</strong> <span>${things.map(({ name }) => name).join(', ')}</span></li>`)}</ul>`,
      recordedTable(recorded),
    ],
  );
}

function recordedTable(recorded: ReportData['recorded']): Html {
  const rows = recorded.map(
    ({ stack, logicalId, kind, name, summary }) => html`
<tr><th scope="row">${name}</th><td class="text">${kind}</td><td class="text">${summary}</td><td class="text names"><code>${stack}/<wbr>${logicalId}</code></td></tr>`,
  );
  return html`<details><summary>${plural(recorded.length, 'thing')} recorded, one by one</summary>${table('Recorded and validated', ['Name', ['Kind'], ['What it says'], ['Resource']], rows)}</details>`;
}
