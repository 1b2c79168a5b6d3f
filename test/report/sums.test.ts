import { fateOf } from '../../tools/report/reasons.ts';
import { renderReport } from '../../tools/report/render.ts';
import { data, SITE, trial } from './report-data.ts';

const accepted = { wanted: 'accepted', observed: 'accepted' } as const;
const page = renderReport(
  data({
    trials: [trial(), trial({ operation: 'PutObject', ...accepted }), trial({ observed: 'unclear' })],
    deployed: {
      resources: 60,
      checked: 58,
      different: [],
      stacks: { one: { resources: 40, checked: 40 }, two: { resources: 20, checked: 18 } },
    },
  }),
);

/** Rows of a table of the page, by its caption; each a name with its numbers. */
function tableOf(caption: string): Map<string, number[]> {
  const start = page.indexOf(`<caption>${caption}</caption>`);
  if (start < 0) throw new Error(`the page has no table ${caption}`);
  const rows = [...page.slice(start, page.indexOf('</table>', start)).matchAll(/<tr>(<th scope="row".*?)<\/tr>/gs)];
  const cells = rows.map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => textOf(cell)),
  );
  return new Map(cells.map(([name = '', ...others]) => [name, others.map((each) => Number(each.replaceAll(',', '')))]));
}

function textOf(cell = ''): string {
  return cell.replace(/<[^>]+>/g, '').trim();
}

const sumOf = (rows: readonly (readonly number[])[], column: number): number =>
  rows.reduce((sum, row) => sum + (row[column] ?? Number.NaN), 0);

test('the ends of cells add up to the sum, and that to what came in', () => {
  const table = tableOf('Cells of east');
  const ends = ['Good', 'Bad, with a reason', 'Quarantined', 'Exact duplicates'].map((name) => table.get(name) ?? []);
  expect(sumOf(ends, 0)).toBe(table.get('Sum')?.[0]);
  expect(table.get('Sum')?.[0]).toBe(table.get('Cells in')?.[0]);
});

test('reasons add up to the cells that are bad and to those in quarantine', () => {
  const reasons = [...page.matchAll(/<code>([A-Z_]+)<\/code><\/td><td class="text">(\w+)<\/td><td>(\d+)/g)];
  const of = (fate: string): number =>
    reasons.reduce((sum, [, code = '', , count]) => sum + (fateOf(code) === fate ? Number(count) : 0), 0);
  expect([of('bad'), of('quarantined')]).toEqual([SITE.silver_bad, SITE.quarantined]);
});

test('requests tried are those refused, accepted and answered otherwise', () => {
  const [row = []] = tableOf('Requests tried').values();
  const [tried = 0, refused = 0, taken = 0, neither = 0] = row;
  expect([tried, refused, taken, neither]).toEqual([3, 1, 1, 1]);
});

test('resources by stack are all that were deployed, and read back', () => {
  const stacks = [...tableOf('Resources by stack').values()];
  expect([sumOf(stacks, 0), sumOf(stacks, 1)]).toEqual([60, 58]);
});

test('files by what became of them are all files', () => {
  const [, files, outcomes = ''] = /class="objects">(\d+) files?: ([^<]*)</.exec(page) ?? [];
  const counts = [...outcomes.matchAll(/(\d+) /g)].map(([, count]) => Number(count));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Number(files));
});
