import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** In the order in which later rules win. */
const SHEETS = [
  'theme',
  'tables',
  'verdict',
  'flow',
  'accounting',
  'trend',
  'matrix',
  'catalogue',
  'machine',
  'small-screens',
  'print',
];

/** The page's style sheets, for a style element. */
export function styles(): string {
  return SHEETS.map((name) => readFileSync(join(import.meta.dirname, 'css', `${name}.css`), 'utf8')).join('\n');
}
