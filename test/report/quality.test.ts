import { qualitySection } from '../../tools/report/sections/quality.ts';
import { textOf } from './page-text.ts';
import { QUALITY as TAG } from './report-data.ts';

const shown = (...tags: (typeof TAG)[]): string =>
  textOf(qualitySection({ tags })?.text ?? '', '<section', '</section>');

test('a tag is shown with its share of bad cells, its reason and its holes', () => {
  expect(shown(TAG)).toContain('10.0 %');
  expect(shown(TAG)).toMatch(/Unit 1\|Flow.* 90 10 10\.0 % .*and 3 others.* 1 1 min 3 min 2026-01-01 00:10:00 UTC/s);
});

test('the worst tag comes first, and of two equal ones that with more silence', () => {
  const [worse, silent] = [
    { ...TAG, tag_id: 'east:Unit 1|Worse', bad: 80 },
    { ...TAG, tag_id: 'east:Unit 1|Silent', gap_s: 600 },
  ];
  const order = shown(TAG, silent, worse).match(/Unit 1\|\w+/g);
  expect(order).toEqual(['Unit 1|Worse', 'Unit 1|Silent', 'Unit 1|Flow']);
});

test('all tags are on the page, those beyond the first twenty folded by view', () => {
  const many = Array.from({ length: 23 }, (_, n) => ({ ...TAG, tag_id: `east:Unit ${n}|Flow`, bad: n }));
  expect(shown(...many).match(/Unit \d+\|Flow/g)).toHaveLength(23);
  expect(shown(...many)).toContain('3 more tags of east reactor');
});

test('a tag without a limit of its own has no silences to show', () => {
  expect(shown({ ...TAG, gaps: null, gap_s: null, longest_gap_s: null, longest_gap_from: null })).not.toContain(' min');
});

test('nothing is said where no tag was read', () => {
  expect(qualitySection({ tags: [] })).toBeUndefined();
});
