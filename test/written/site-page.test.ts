import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../lib/config/config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { ROOT } from '../../tools/project/paths.ts';
import { sitePage } from '../../tools/written/site-page/page.ts';

const prod = loadConfig('prod');
const siteOf = (id: string): Config['sites'][number] => {
  const site = prod.sites.find((each) => each.id === id);
  if (site === undefined) throw new Error(`${id}: no such site`);
  return site;
};
const refinery = siteOf('north-refinery');

/** A refinery's site with another of its own views' settings. */
function refineryPage(settings: object): string {
  const feeders = refinery.feeders.map((feeder) => ({
    ...feeder,
    views: feeder.views.map((view) => ({ ...view, ...settings })),
  }));
  return sitePage(prod, { ...refinery, feeders } as Config['sites'][number]);
}

test.each(prod.sites.map(({ id }) => id))('the page of %s names no other site', (id) => {
  const page = sitePage(prod, siteOf(id));
  expect(page).toContain(`site=${id}/`);
  for (const other of prod.sites.filter((each) => each.id !== id)) expect(page).not.toContain(other.id);
});

test.each(prod.sites.map(({ id }) => id))(
  'the page of %s stands alone: no mark, no word for any site, no link to a file',
  (id) => {
    const page = sitePage(prod, siteOf(id));
    expect(page).not.toMatch(/<!--|<site>|<environment>|\]\((?!#|https:)/);
    const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, words = '']) =>
      words
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    for (const [, anchor] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
  },
);

test("a site of one's own has its own names", () => {
  const page = sitePage(prod, { ...refinery, id: 'south-mill' });
  expect(page).toContain('site=south-mill/feeder=pi-integrator/view=process/');
  expect(page).toContain('airlock/prod/airlock-prod-pi-integrator-south-mill');
});

test.each([
  [{ zone: 'Europe/Berlin' }, '| Time zone | `Europe/Berlin`'],
  [{ timeFormat: 'dd.MM.yyyy HH:mm:ss' }, '| Time | text as `dd.MM.yyyy HH:mm:ss`'],
  [{ delimiter: ';' }, '`;` between cells'],
  [{ decimal: ',' }, '| Decimal sign | `,`'],
  [{ staleAfterSeconds: 77 }, '77 seconds at most'],
  [{ ticksStandIn: true }, '`PIIntTSTicks` must be there'],
  [{ restates: true }, 'the file does not name is deleted'],
  [{ assetColumn: 'Element' }, '`Element` is the asset'],
])('the view says %j', (settings, words) => {
  expect(refineryPage({})).not.toContain(words);
  expect(refineryPage(settings)).toContain(words);
});

test('each attribute of the view stands with its unit and type', () => {
  expect(sitePage(prod, refinery)).toContain('| `tag107` | none | Float64 |');
});

test('the command writes it where it is told to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  const out = join(folder, 'page.md');
  const words = ['page', '--site', 'north-refinery', '--env', 'prod', '--out', out];
  try {
    execFileSync(process.execPath, ['--import', 'tsx', 'tools/airlock.ts', ...words], { cwd: ROOT });
    expect(readFileSync(out, 'utf8')).toBe(sitePage(prod, refinery));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
