import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONFIG_FOLDER, loadConfig } from '../../../lib/config/load-config.ts';
import { jobSettings } from '../../../lib/transformation/jobs/job-settings.ts';

test("a view's column file stands in its place", () => {
  const settings = jobSettings(loadConfig('local'), CONFIG_FOLDER);
  const columns = {
    name: 'tag0',
    unit: null,
    type: 'Float64',
    step: false,
    zero: null,
    span: null,
    future: false,
    set: null,
  };
  expect(settings.sites[0]?.feeders[0]?.views[0]).toMatchObject({ columns: expect.arrayContaining([columns]) });
});

test('the jobs learn which view a stream feeds', () => {
  const config = loadConfig('local');
  const feeders = jobSettings(config, CONFIG_FOLDER).sites.map(({ feeders: [feeder] }) => feeder?.stream);
  expect(feeders).toEqual([null, { name: 'airlock-local-east-chemicals', view: 'reactor' }]);
});

test('the jobs learn from what sizes on they spread their work and split a dataset', () => {
  expect(jobSettings(loadConfig('local'), CONFIG_FOLDER)).toMatchObject({
    spark: { fromGiB: 20 },
    gold: { singleObjectUpToGiB: 4 },
  });
});

test("the jobs learn what a site's air weighs where the site says so", () => {
  const config = loadConfig('local');
  const sites = config.sites.map((site, index) => ({ ...site, ...(index === 0 && { atmosphericKPa: 98.5 }) }));
  const told = jobSettings({ ...config, sites }, CONFIG_FOLDER).sites;
  expect(told.map((site) => site.atmosphericKPa)).toEqual([98.5, undefined]);
});

test('what a site and a view say of states stands in the settings in place of its files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  writeFileSync(join(folder, 'columns.csv'), 'name,unit,type,step,zero,span,set\nValve,,Digital,true,,,Valve\n');
  writeFileSync(join(folder, 'sets.csv'), 'set,code,name\nValve,0,CLOSED\n');
  writeFileSync(join(folder, 'states.csv'), 'code,name\n246,Zeitablauf\n');
  const config = loadConfig('local');
  const [site] = config.sites;
  const [feeder] = site?.feeders ?? [];
  const [view] = feeder?.views ?? [];
  if (site === undefined || feeder?.profile !== 'pi-integrator' || view?.kind !== 'wide-csv')
    throw new Error('no wide view');
  const named = {
    ...view,
    columns: 'columns.csv',
    digitalSets: 'sets.csv',
    checks: { rangeTolerancePercent: 5, flatSeconds: 60 },
  };
  const own = {
    ...site,
    start: '2010-06-01T00:00:00Z',
    states: 'states.csv',
    feeders: [{ ...feeder, views: [named] }],
  };
  const [told] = jobSettings({ ...config, sites: [own] }, folder).sites;
  expect(told).toMatchObject({ start: '2010-06-01T00:00:00Z', states: [{ code: 246, name: 'Zeitablauf' }] });
  expect(told?.feeders[0]?.views[0]).toMatchObject({
    columns: [{ name: 'Valve', set: 'Valve' }],
    digitalSets: [{ set: 'Valve', code: 0, name: 'CLOSED' }],
    checks: { rangeTolerancePercent: 5, flatSeconds: 60 },
  });
});
