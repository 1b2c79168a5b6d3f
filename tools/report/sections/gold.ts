import type { ReportData } from '../data.ts';
import { bytes, plural, seconds } from '../format.ts';
import { type Html, html } from '../html.ts';
import { section, table } from './section.ts';

const SILENCES = 10;

/** Gold as a data scientist gets it: the line, where it runs, and what it gave here. */
export function goldSection({ gold, printed, notebook }: ReportData): Html {
  const lines = [...new Set(gold.map(({ line }) => line))];
  return section(
    'reading',
    'Read it with one line',
    'In a notebook of Kubeflow the line works as it stands, with no key and no setting: the notebook has the gold reader’s role. Here it ran in such a role on this machine, in a process with pandas alone.',
    [
      html`${lines.map((line) => html`<pre tabindex="0"><code>${line}</code></pre>`)}`,
      html`<p>To run it here, keep the local cloud: <code>npm run demo -- --keep</code>, then <code>eval "$(npm run --silent airlock -- local env)"</code> and <code>.venv/notebook/bin/python examples/read_gold.py</code>. It printed:</p><pre tabindex="0"><code>${printed.trim()}</code></pre>`,
      html`<p><a href="${notebook}">The first notebook, as it ran here</a>: units, quality beside each value, columns and filters, the table as it was, and a picture. It is <code>examples/01-read-gold.ipynb</code>; <code>02-reactor-model.ipynb</code> comes next.</p>`,
      ...gold.slice(0, 1).map(unitExample),
      goldTable(gold),
      ...gold.filter(({ silences }) => silences.length > 0).map(silenceTable),
    ],
  );
}

/** The first number of a dataset, as the data tells of it. */
function unitExample({ told }: ReportData['gold'][number]): Html | undefined {
  const [name, column] = Object.entries(told).find(([, { unit }]) => unit !== undefined) ?? [];
  if (name === undefined) return undefined;
  return html`<p>Units come with the data:</p><pre tabindex="0"><code>df.attrs['columns']['${name}']
${JSON.stringify(column, undefined, 1).replace(/\n\s*/g, ' ')}</code></pre>`;
}

function goldTable(gold: ReportData['gold']): Html {
  const head = ['Dataset', 'Rows', 'Columns', 'Size', 'Time to read'];
  const rows = gold.map((each) => [each.dataset, each.rows, each.columns, bytes(each.bytes), seconds(each.seconds)]);
  return table('Each dataset is one file', head, rows);
}

/** The last of a dataset's holes: a quiet tag is no fault, and a silent view is. */
function silenceTable({ dataset, silences }: ReportData['gold'][number]): Html {
  const shown = silences.slice(-SILENCES);
  const which =
    shown.length < silences.length ? ` (the last ${shown.length} of ${plural(silences.length, 'time')})` : '';
  const caption = `All tags of ${dataset} were silent: nothing is held or drawn through it${which}`;
  return table(caption, ['From', 'Until'], shown);
}
