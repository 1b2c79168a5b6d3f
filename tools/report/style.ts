import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** In the order in which later rules win. */
const SHEETS = [
  'theme',
  'roles',
  'tables',
  'verdict',
  'flow',
  'accounting',
  'searched',
  'trend',
  'alarms',
  'truth',
  'matrix',
  'catalogue',
  'machine',
  'small-screens',
  'print',
];

const OF_UPLOT = createRequire(import.meta.url).resolve('uplot/dist/uPlot.min.css');

/** The page's style sheets, for a style element. */
export function styles(): string {
  const own = SHEETS.map((name) => join(import.meta.dirname, 'css', `${name}.css`));
  return [OF_UPLOT, ...own].map((path) => readFileSync(path, 'utf8')).join('\n');
}
