import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONFIG_FOLDER, loadConfig } from '../../../lib/config/load-config.ts';
import { jobSettings, readColumns } from '../../../lib/transformation/jobs/job-settings.ts';

const HEADER = 'name,unit,type,step,zero,span';
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

test.each([
  ['another header', ['name,uom'], ':1: got the header "name,uom", wanted "name,unit,type,step,zero,span"'],
  ['a wrong type', [HEADER, 'a,,Float128,false,,'], ':2: type: got "Float128", wanted'],
  ['a wrong step', [HEADER, 'a,,Float64,yes,,'], ':2: step: got "yes", wanted'],
  ['a wrong number', [HEADER, 'a,,Float64,true,low,'], ':2: zero: got "low", wanted'],
  ['a name twice', [HEADER, 'a,,Float64,true,,', 'a,,Float64,true,,'], 'got the column "a" twice'],
])('%s is refused with file, line, got and wanted', (_, lines, message) => {
  expect(() => readColumns(columnFile(...lines))).toThrow(message);
});

test('a missing column file is named', () => {
  expect(() => readColumns('nowhere.csv')).toThrow('nowhere.csv: no such file');
});
