import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readColumns } from '../../../lib/config/columns.ts';
import { CONFIG_FOLDER, loadConfig } from '../../../lib/config/load-config.ts';
import { jobSettings } from '../../../lib/transformation/jobs/job-settings.ts';

const HEADER = 'name,unit,type,step,zero,span';
const SENT = `${HEADER},sent_unit`;
const columnFile = (...lines: string[]): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'columns-')), 'view.csv');
  writeFileSync(file, lines.join('\n'));
  return file;
};

test("a view's column file stands in its place", () => {
  const settings = jobSettings(loadConfig('local'), CONFIG_FOLDER);
  const columns = { name: 'tag0', unit: null, type: 'Float64', step: false, zero: null, span: null };
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

test('a column is read with its unit and range', () => {
  expect(readColumns(columnFile(HEADER, 'Reactor T,degC,Float32,false,0,200'))).toEqual([
    { name: 'Reactor T', unit: 'degC', type: 'Float32', step: false, zero: 0, span: 200 },
  ]);
});

test('a column may say in which unit it is sent', () => {
  const lines = [SENT, 'T,degC,Float64,false,0,200,degF', 'P,kPaa,Float64,false,,,barg', 'X,m,Float64,false,,,'];
  expect(readColumns(columnFile(...lines)).map(({ unit, sentUnit }) => [unit, sentUnit])).toEqual([
    ['degC', 'degF'],
    ['kPaa', 'barg'],
    ['m', undefined],
  ]);
});

test("the jobs learn what a site's air weighs where the site says so", () => {
  const config = loadConfig('local');
  const sites = config.sites.map((site, index) => ({ ...site, ...(index === 0 && { atmosphericKPa: 98.5 }) }));
  const told = jobSettings({ ...config, sites }, CONFIG_FOLDER).sites;
  expect(told.map((site) => site.atmosphericKPa)).toEqual([98.5, undefined]);
});

test.each([
  ['another header', ['name,uom'], ':1: got the header "name,uom", wanted "name,unit,type,step,zero,span"'],
  ['a wrong type', [HEADER, 'a,,Float128,false,,'], ':2: type: got "Float128", wanted'],
  ['a wrong step', [HEADER, 'a,,Float64,yes,,'], ':2: step: got "yes", wanted'],
  ['a wrong number', [HEADER, 'a,,Float64,true,low,'], ':2: zero: got "low", wanted'],
  [
    'an unknown unit',
    [HEADER, 'a,furlong/fortnight,Float64,true,,'],
    ':2: unit: got "furlong/fortnight", wanted a unit of',
  ],
  ['a unit in another case', [HEADER, 'a,KPAG,Float64,true,,'], 'did you mean "kPag"?'],
  ['a unit with other signs', [HEADER, 'a,m^3 / hr,Float64,true,,'], 'did you mean "m3/hr"?'],
  ['an unknown sent unit', [SENT, 'a,degC,Float64,true,,,degs F'], ':2: sentUnit: got "degs F", wanted a unit of'],
  ['a sent unit of something else', [SENT, 'a,m3/h,Float64,true,,,kg/h'], 'wanted a unit of volume flow, as "m3/h" is'],
  ['a difference for a pressure', [SENT, 'a,kPag,Float64,true,,,psid'], 'not of pressure (delta)'],
  [
    'a sent unit alone',
    [SENT, 'a,,Float64,true,,,kg/h'],
    ':2: sentUnit: got "kg/h", wanted nothing, or beside it as "unit"',
  ],
  ['a sent unit of a text', [SENT, 'a,kPa,String,true,,,bar'], 'wanted nothing on a column of type String'],
  ['a name twice', [HEADER, 'a,,Float64,true,,', 'a,,Float64,true,,'], 'got the column "a" twice'],
])('%s is refused with file, line, got and wanted', (_, lines, message) => {
  expect(() => readColumns(columnFile(...lines))).toThrow(message);
});

test('a missing column file is named', () => {
  expect(() => readColumns('nowhere.csv')).toThrow('nowhere.csv: no such file');
});
