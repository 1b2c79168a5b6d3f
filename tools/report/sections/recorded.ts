import type { ReportData } from '../data.ts';
import { plural } from '../format.ts';
import { groupBy } from '../group.ts';
import { type Html, html } from '../html.ts';
import { folded, resource, section, table } from './section.ts';

/** Things that were checked and written down and do not run on this machine. */
export function recordedSection({ recorded }: ReportData): Html {
  const kinds = [...groupBy(recorded, ({ kind }) => kind)].sort(([, a], [, b]) => b.length - a.length);
  const rows = recorded.map((each) => [each.name, each.kind, each.summary, resource(each)]);
  return section(
    'recorded',
    'Recorded, not running here',
    `The data scientist’s workplace (Kubeflow on a Kubernetes cluster) does not run on this machine. What would be installed was checked against its schema and written down: ${plural(recorded.length, 'thing')}. None of it is shown to work by this run.`,
    [
      html`<ul class="kinds">${kinds.map(([kind, things]) => html`<li><strong>${kind}</strong> <span>${things.map(({ name }) => name).join(', ')}</span></li>`)}</ul>`,
      folded(
        `${plural(recorded.length, 'thing')} recorded, one by one`,
        table('Recorded and validated', ['Name', ['Kind'], ['What it says'], ['Resource', 'names']], rows),
      ),
    ],
  );
}
