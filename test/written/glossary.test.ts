import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tools/project/paths.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Rows of a part of the glossary: a term, what it is, where it matters. */
const parts = read('docs/glossary.md')
  .split('\n## ')
  .slice(1)
  .map((part) => [...part.matchAll(/^\| \*\*(.+?)\*\* \| (.+?) \| (.+?) \|$/gm)].map((row) => row.slice(1)));
const rows = parts.flat();
const termsOf = (text: string): string[] => text.toLowerCase().match(/[a-z]{2,}/g) ?? [];

/** Words of the README's picture that mean here what they mean anywhere. */
const PLAIN = ['build', 'checks', 'copies', 'data', 'every', 'in', 'it', 'one', 'our', 'reactor', 'runs'];

test('every word of the README’s picture that is not plain English is in the glossary', () => {
  const [, picture = ''] = /## What happens to a reading\n\n```\n(.*?)```/s.exec(read('README.md')) ?? [];
  const known = new Set([...rows.flatMap(([term = '', about = '']) => termsOf(`${term} ${italics(about)}`)), ...PLAIN]);
  expect(termsOf(picture).length).toBeGreaterThan(20);
  expect(termsOf(picture).filter((word) => !known.has(word))).toEqual([]);
});

test('terms stand in the order of the alphabet, each once', () => {
  for (const part of parts) {
    const terms = part.map(([term = '']) => term.toLowerCase());
    expect(terms).toEqual([...new Set(terms)].toSorted((a, b) => a.localeCompare(b)));
  }
});

test('each term is told in two sentences at most, with a link to where it matters', () => {
  const long = rows.filter(([, about = '', where = '']) => about.split(/[.:] /).length > 3 || !/\]\(/.test(where));
  expect(long.map(([term]) => term)).toEqual([]);
  expect(rows.length).toBeGreaterThan(50);
});

/** Words that a term's line explains on the way. */
function italics(text: string): string {
  return [...text.matchAll(/\*(.+?)\*/g)].map(([, word]) => word).join(' ');
}
