import type { ReportData } from '../data.ts';
import { drawPanel } from '../flow/draw.ts';
import { flowOf } from '../flow/flow.ts';
import { type Column, isOpen, type Joint, jointWords, type Panel, panelsOf, type UnitChange } from '../flow/model.ts';
import { type Html, html } from '../html.ts';
import { folded, mark, section, table, yesNo } from './section.ts';

/** The way from landing to gold as one picture, with the sums that must add up. */
export function flowSection(data: ReportData): Html {
  const flow = flowOf(data);
  return section(
    'flow',
    'From the plant to gold, on one page',
    'Follow the data from left to right: what the plants put into landing, what was read out of it, what became of every single value, and what the data scientist gets. Wherever two counts must be equal, they are held against each other.',
    [
      html`<div class="flow">${panel(flow.files)}${change(flow.filesToCells)}${panel(flow.cells)}${change(flow.cellsToGrid)}${panel(flow.grid)}</div>`,
      html`<dl class="unit-notes">${[flow.filesToCells, flow.cellsToGrid].map(({ title, words }) => html`<dt>${title}</dt><dd>${words}</dd>`)}</dl>`,
      html`<p class="hint">Widths are in proportion to the counts within each third; what would be too thin to see is drawn two pixels wide. A file is counted once, by the ledger; an object is anything that a bucket holds in all, with its notes and the older versions of its tables. Point at a band for its numbers.</p>`,
      folded('The same as tables', [...panelsOf(flow).map(nodesTable), jointsTable(panelsOf(flow))]),
    ],
  );
}

function panel(each: Panel): Html {
  const open = each.joints.filter(isOpen);
  const shown = open.length > 0 ? open.map(openWords) : [closedWords(each)];
  return html`
<figure class="flow-panel${open.length > 0 ? ' open' : ''}">
${drawPanel(each)}
<figcaption>${shown}</figcaption>
</figure>`;
}

function closedWords({ joints, unit }: Panel): Html {
  return joints.length === 0
    ? html`<p>Counted in ${unit}s; nothing to hold it against.</p>`
    : html`<p class="kept">${mark('kept')}${joints.length === 1 ? `The sum of ${unit}s adds up` : `All ${joints.length} sums of ${unit}s add up`}</p>`;
}

function openWords(joint: Joint): Html {
  return html`<p class="broken">${mark('broken')}DOES NOT ADD UP: ${jointWords(joint)}</p>`;
}

function change({ title, figures }: UnitChange): Html {
  return html`
<div class="unit-change"><div><p class="unit-title">${title}</p><p class="unit-words">${figures}</p></div></div>`;
}

function nodesTable({ unit, left, right, bands }: Panel): Html {
  const nameOf = (column: Column, wanted: string): string =>
    column.nodes.find(({ id }) => id === wanted)?.name ?? wanted;
  const rows = bands.map(({ from, to, count }) => [nameOf(left, from), nameOf(right, to), count]);
  const caption = `${left.title} to ${right.title.toLowerCase()}, in ${unit}s`;
  return table(caption, [left.title, [right.title], 'Count'], rows);
}

function jointsTable(panels: readonly Panel[]): Html {
  const rows = panels
    .flatMap(({ joints }) => joints)
    .map((joint) => {
      const { left, leftWords, right, rightWords } = joint;
      return [leftWords, left, rightWords, right, yesNo(!isOpen(joint))];
    });
  return table('Counts that must be equal', ['This', 'Count', ['and this'], 'Count', ['Equal']], rows);
}
