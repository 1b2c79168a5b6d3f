import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Import, violation } from './import-rule.ts';
import { ROOT } from './paths.ts';

const SPECIFIER = /\b(?:from|import)\s+'([^']+)'/g;

const files = ['bin', 'lib', 'lambda'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)),
);
const violations = files.flatMap(importsOf).flatMap((i) => violation(i) ?? []);
console.log(violations.join('\n'));
if (violations.length > 0 || files.length === 0) process.exitCode = 1;

function importsOf(file: string): Import[] {
  return [...readFileSync(join(ROOT, file), 'utf8').matchAll(SPECIFIER)].map(([, to = '']) => ({
    from: file,
    to: to.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), to)) : to,
  }));
}
