import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tools/project/paths.ts';
import { filesOf, isThere } from './files.ts';
import { faultOf } from './judged.ts';
import { codeOf, commandsOf } from './told.ts';

const PAGES = filesOf().filter((path) => /^(README|CONTRIBUTING|SECURITY|docs\/.*)\.md$/.test(path));
const pages = PAGES.map((path) => ({ path, code: codeOf(readFileSync(join(ROOT, path), 'utf8')) }));

/** Folders at the root: a word that begins with one of them is a path. */
const TOPS = new Set(filesOf().flatMap((path) => path.split('/').slice(0, -1).slice(0, 1)));

/** What a command of a page writes. */
const WRITTEN = /^config\/(plants\/|kiln\.json$)/;

test.each(pages)('every command of $path can be typed', async ({ code }) => {
  const faults: (string | undefined)[] = [];
  // One after the other: jest's loader cannot begin a module twice at once
  for (const command of code.flatMap(commandsOf)) faults.push(await faultOf(command));
  expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
});

test.each(pages)('every path of $path is there', ({ code }) => {
  const paths = code.flatMap(wordsOf).filter((word) => {
    const [top = '', ...below] = word.split('/');
    return TOPS.has(top) && below.length > 0 && !WRITTEN.test(word);
  });
  expect(paths.filter((path) => !isThere(path))).toEqual([]);
});

test.each([
  ['npm run dmeo', 'npm run dmeo: wanted one of'],
  ['npm run demo --small', 'wanted -- before it'],
  ['npm run demo -- --smal', 'got --smal, wanted --seed'],
  ['npm test -- --hole', '--hole: no such option'],
  ['npm run airlock -- proff cdk.out', 'airlock proff: no such verb'],
  ['npm run airlock -- proof matrixes and more', 'too many arguments'],
  ['npm run airlock -- cost --env prod --tag 5', 'unknown option'],
  ['npm run airlock -- local put', "required option '--site <id>' not specified"],
  ['airlock key stat', 'too many arguments'],
  ['key status --sites', 'unknown option'],
  ['npx cdk destory', 'npx cdk destory: no such command'],
  ['npx cdk deploy --al', '--al: no such option'],
  ['python plants_check.py', 'plants_check.py: no such file'],
])('%s is told as wrong', async (command, fault) => {
  expect(await faultOf(command.split(' '))).toContain(fault);
});

test('a path that is nowhere is told as wrong, one with a part left open is not', () => {
  expect(['lib/stcks', 'config/<environment>.jsonl', 'config/<environment>.json', 'lib/'].map(isThere)).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

/** Words of a piece of code: a part left open is no word of its own, and `{a,b}` is either. */
function wordsOf(code: string): string[] {
  const plain = code.replaceAll(/<[^>]+>/g, '<>').replaceAll(/(\S*)\{([^}\s]+)\}(\S*)/g, (_, before, middle, after) =>
    String(middle)
      .split(',')
      .map((each) => `${before}${each}${after}`)
      .join(' '),
  );
  return plain.split(/[\s,]+/);
}
