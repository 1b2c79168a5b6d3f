import type { ReportData } from '../data.ts';
import { number, plural } from '../format.ts';
import { type Html, html } from '../html.ts';
import { sum } from '../sum.ts';
import { type SearchedCell, searchedTable } from './searched-table.ts';
import { section } from './section.ts';

type Gold = ReportData['gold'][number];
type Trends = ReportData['trends'];

const SHARE = '__pct_good';
const HEAD = [
  { name: 'Column' },
  { name: 'Dataset', look: 'text' },
  { name: 'Unit', look: 'text' },
  { name: 'Kind', look: 'text' },
  { name: 'What it shows', look: 'text' },
  { name: 'Trend', look: 'text' },
] as const;

/** Columns of each dataset as the data itself tells of them, each with the trends of its tags. */
export function columnsSection({ gold, trends }: Pick<ReportData, 'gold' | 'trends'>): Html {
  const count = sum(gold.map(({ told }) => Object.keys(told).length));
  return section(
    'columns',
    'Every column, with its unit',
    html`Beside <code>asset</code> and <code>time</code> (UTC) there is a column an attribute, and beside each <code>&lt;column&gt;${SHARE}</code>: the share of the cell, in percent, that good readings cover. What stands here came with the data: <code>df.attrs['columns']</code>.`,
    searchedTable(
      {
        id: 'all-columns',
        caption: `${plural(count, 'column')} of ${plural(gold.length, 'dataset')}`,
        search: 'Find a column',
      },
      HEAD,
      gold.flatMap((each) => rowsOf(each, trends)),
    ),
  );
}

function rowsOf({ dataset, told }: Gold, trends: Trends): SearchedCell[][] {
  const tags = trends.filter((each) => each.dataset === dataset).flatMap((each) => each.tags);
  return Object.entries(told)
    .filter(([name]) => !name.endsWith(SHARE))
    .map(([name, { description, kind, unit }]) => [
      { shown: html`<code>${name}</code>`, key: name },
      { shown: dataset },
      { shown: unit ?? '–' },
      { shown: kind },
      { shown: description },
      { shown: links(tags.filter(({ column }) => column === name)) },
    ]);
}

/** An asset has a tag of its own in the column. */
function links(tags: Trends[number]['tags']): Html | string {
  if (tags.length === 0) return '–';
  return html`${tags.map(({ asset, points }, place) => html`${place > 0 ? ', ' : ''}<a href="#trend/${points}">${asset.split('\\').at(-1) ?? number(place)}</a>`)}`;
}
