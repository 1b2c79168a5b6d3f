import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readColumns } from '../../lib/config/columns.ts';
import { POINT_TYPES } from '../../lib/config/config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { checkStates, readDigitalSets, readSystemStates } from '../../lib/config/states.ts';

const HEADER = 'name,unit,type,step,zero,span';
const SENT = `${HEADER},sent_unit`;
const table = (...lines: string[]): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'columns-')), 'view.csv');
  writeFileSync(file, lines.join('\n'));
  return file;
};
const column = {
  name: 'Reactor T',
  unit: 'degC',
  type: 'Float32',
  step: false,
  zero: 0,
  span: 200,
  future: false,
  set: null,
};

test('a column is read with its unit and range', () => {
  expect(readColumns(table(HEADER, 'Reactor T,degC,Float32,false,0,200'))).toEqual([column]);
});

test('a column may say that it is a forecast, and which digital set it is of, whatever the order of the header', () => {
  const file = table(
    `set,${HEADER},future`,
    ',Reactor T,degC,Float32,false,0,200,true',
    'Valve,Valve,,Digital,true,,,',
  );
  expect(readColumns(file, [{ set: 'Valve', code: 0, name: 'CLOSED' }])).toMatchObject([
    { ...column, future: true },
    { name: 'Valve', set: 'Valve', future: false },
  ]);
});

test('a column may say in which unit it is sent', () => {
  const lines = [SENT, 'T,degC,Float64,false,0,200,degF', 'P,kPaa,Float64,false,,,barg', 'X,m,Float64,false,,,'];
  expect(readColumns(table(...lines)).map(({ unit, sentUnit }) => [unit, sentUnit])).toEqual([
    ['degC', 'degF'],
    ['kPaa', 'barg'],
    ['m', undefined],
  ]);
});

test.each([
  ['another header', ['name,uom'], ':1: got the header "name,uom", wanted "name,unit,type,step,zero,span"'],
  ['a header with a column twice', [`${HEADER},set,set`], ':1: got the header'],
  ['a wrong type', [HEADER, 'a,,Float128,false,,'], ':2: type: got "Float128", wanted'],
  ['a wrong step', [HEADER, 'a,,Float64,yes,,'], ':2: step: got "yes", wanted'],
  ['a wrong forecast', [`${HEADER},future`, 'a,,Float64,true,,,soon'], ':2: future: got "soon", wanted'],
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
  [
    'a set on a number',
    [`${HEADER},set`, 'a,,Float64,true,,,Valve'],
    ':2: set: got "Valve" on a column of type Float64',
  ],
  [
    'a set of no file',
    [`${HEADER},set`, 'a,,Digital,true,,,Valve'],
    `:2: set: got "Valve", wanted a file of digital sets as the view's`,
  ],
])('%s is refused with file, line, got and wanted', (_, lines, message) => {
  expect(() => readColumns(table(...lines))).toThrow(message);
});

test('a set that the file has not is refused with those that it has', () => {
  const sets = ['Valve', 'Pump'].map((set) => ({ set, code: 0, name: 'x' }));
  expect(() => readColumns(table(`${HEADER},set`, 'a,,Digital,true,,,Valv'), sets)).toThrow(
    ':2: set: got "Valv", wanted one of Valve, Pump; did you mean "Valve"?',
  );
});

test.each(['the columns of a view', 'digital sets', 'names of system states'])(
  'a missing file of %s is named',
  (what) => {
    const read = [(file: string) => readColumns(file), readDigitalSets, readSystemStates];
    const messages = read.map((each) => {
      try {
        each('nowhere.csv');
      } catch (error) {
        return String(error);
      }
      return 'read';
    });
    expect(messages).toContain(`Error: nowhere.csv: no such file, wanted ${what} as CSV`);
  },
);

test('the states of digital sets are read, also two of one name', () => {
  expect(readDigitalSets(table('set,code,name', 'Pump,3,ON', 'Pump,4,ON', 'Valve,3,"OPEN, fully"'))).toEqual([
    { set: 'Pump', code: 3, name: 'ON' },
    { set: 'Pump', code: 4, name: 'ON' },
    { set: 'Valve', code: 3, name: 'OPEN, fully' },
  ]);
});

test.each([
  ['a code twice', ['set,code,name', 'Pump,3,ON', 'Pump,3,OFF'], ':3: got the code 3 of "Pump" twice'],
  ['a code below zero', ['set,code,name', 'Pump,-3,ON'], ':2: code: got -3, wanted'],
  ['a code that is none', ['set,code,name', 'Pump,x,ON'], ':2: code: got "x", wanted'],
  ['a state without a name', ['set,code,name', 'Pump,3,'], ':2: name: got "", wanted'],
  ['another header', ['set,code'], ':1: got the header "set,code", wanted "set,code,name"'],
])('%s is refused in a digital set', (_, lines, message) => {
  expect(() => readDigitalSets(table(...lines))).toThrow(message);
});

test('a site may have several names for a state', () => {
  expect(readSystemStates(table('code,name', '246,Zeitablauf', '246,E/A-Zeit'))).toHaveLength(2);
});

test.each([
  ['a name twice', ['code,name', '246,Keine Daten', '248,keine daten '], ':3: got the name "keine daten " twice'],
  ['a code that is no system state', ['code,name', '3,Keine Daten'], ':2: code: got 3, wanted'],
])('%s is refused among names of system states', (_, lines, message) => {
  expect(() => readSystemStates(table(...lines))).toThrow(message);
});

test('the types of columns are those that the rules know', () => {
  const rows: { type: string }[] = parse(readFileSync('contract/types.csv'), { columns: true });
  expect(new Set<string>(POINT_TYPES)).toEqual(new Set(rows.map(({ type }) => type)));
});

test('names of system states that cannot be used are refused with the key that names their file', () => {
  const config = loadConfig('local');
  const sites = config.sites.map((site) => ({ ...site, states: 'nowhere.csv' }));
  expect(() => checkStates({ sites }, 'config', 'config/local.json')).toThrow(
    'config/local.json: sites[0].states: config/nowhere.csv: no such file, wanted names of system states as CSV',
  );
});
