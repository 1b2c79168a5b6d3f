import type { ReportData } from '../data.ts';
import { number, plural } from '../format.ts';
import { type Html, html } from '../html.ts';
import { catalogueSection } from '../sections/catalogue.ts';
import { columnsSection } from '../sections/columns.ts';
import { goldSection } from '../sections/gold.ts';
import { truthSection } from '../sections/truth.ts';
import { sum } from '../sum.ts';
import type { Role } from './role.ts';

export const DATA_SCIENTIST: Role = {
  id: 'data-scientist',
  name: 'Data scientist',
  answers: (data) => [
    ['How do I read it?', line(data)],
    ['What is in it?', datasets(data)],
    ['Can I trust it?', trust(data)],
  ],
  parts: [
    { id: 'reading', title: 'The one line', render: goldSection },
    { id: 'columns', title: 'Columns', render: columnsSection },
    { id: 'gold', title: 'Against the truth', render: truthSection },
    { id: 'catalogue', title: 'Catalogue', render: catalogueSection },
  ],
};

function line({ gold }: ReportData): Html | string {
  const [first] = gold;
  return first === undefined ? 'No dataset was built' : html`<code>${first.line}</code>`;
}

function datasets({ gold }: ReportData): string {
  return gold
    .map(({ dataset, rows, columns }) => `${dataset}: ${plural(rows, 'row')}, ${plural(columns, 'column')}`)
    .join('; ');
}

function trust({ comparisons }: ReportData): string {
  const cells = sum(comparisons.map((each) => each.cells));
  const fine = comparisons.every((each) => each.fine) && comparisons.length > 0;
  return `${number(cells)} cells held against the truth: ${fine ? 'all as computed from the source' : 'NOT all as computed from the source'}`;
}
