import { nameOf, patternOf } from '../../tools/own/place-view.ts';

test.each([
  ['Process_20260320000000.txt', 'Process_*.txt', 'process'],
  ['Ofen_2026-03-01 12.csv', 'Ofen_*.csv', 'ofen'],
  ['Export Kessel.csv', 'Export Kessel.csv', 'export-kessel'],
  ['Öl-Druck[2].csv', 'Öl-Druck[[]*].csv', 'ol-druck'],
  ['2026.csv', '*.csv', 'view'],
])('files such as %s are those of %s, their view is %s', (file, pattern, name) => {
  expect([patternOf(`/data/${file}`), nameOf(`/data/${file}`)]).toEqual([pattern, name]);
});
