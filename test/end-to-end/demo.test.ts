import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tools/project/paths.ts';
import { attempt, type RunResult } from '../../tools/project/run.ts';

// The demo's own path on a small input, in a cloud and a folder of its own.
const MINUTES = 60_000;
const folder = mkdtempSync(join(ROOT, '.local', 'end-to-end-'));
const out = join(folder, 'out');
let demo: RunResult;

beforeAll(async () => {
  const words = ['--small', '--verbose', '--state', join(folder, 'cloud'), '--out', out];
  demo = await attempt(process.execPath, ['--import', 'tsx', join('tools', 'demo', 'main.ts'), ...words]);
}, 15 * MINUTES);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the demo ends as promised', () => {
  expect(`${demo.stdout}\n${demo.stderr}`).toContain('All as promised');
  expect(demo.status).toBe(0);
});

test('its last lines are the verdict, six figures, what to open and what to do next', () => {
  const [verdict, ...rest] = demo.stdout.trimEnd().split('\n').slice(-10);
  expect(verdict).toBe('All as promised.');
  expect(rest.slice(0, 3).map((line) => line.replaceAll(/[\d,]+/g, 'n'))).toEqual([
    '  values accounted for    n of n',
    "  a plant's reads refused n of n tried",
    '  gold equal to the truth n of n cells',
  ]);
});

test.each(['north-refinery', 'east-chemicals'])('the accounting of %s closes', (site) => {
  expect(demo.stdout).toMatch(new RegExp(`${site}: .* cells in = .*: closes`));
});

test('every forbidden verb is refused to every plant, and to no owner', () => {
  const counts = [...demo.stdout.matchAll(/: (\d+) requests tried: (\d+) refused, \d+ accepted, 0 unclear/g)];
  expect(counts.map(([, , refused]) => Number(refused) > 250)).toEqual([true, true, true]);
  const trials = demo.stdout.split('\n').filter((line) => / on .*: (refused|accepted|unclear)/.test(line));
  expect(
    trials.filter((line) => line.startsWith('ok ') && line.includes(': refused, its owner can')).length,
  ).toBeGreaterThan(20);
  expect(trials.filter((line) => line.startsWith('FAIL'))).toEqual([]);
});

test('the report is one page that shows the same', () => {
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('Every promise was kept');
});

test('the first notebook ran as a gold reader, and is a page beside the report', () => {
  const notebook = readFileSync(join(out, '01-read-gold.html'), 'utf8');
  expect(notebook).toContain('data:image/png;base64,');
  expect(notebook).toMatch(/version \d+: \d+ rows are new since version \d+/);
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('href="01-read-gold.html"');
});
