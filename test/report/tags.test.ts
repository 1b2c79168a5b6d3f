import { tagsSection } from '../../tools/report/sections/tags.ts';
import { textOf } from './page-text.ts';
import { QUALITY as TAG } from './report-data.ts';

const shown = (...tags: (typeof TAG)[]): string => {
  const trends: Parameters<typeof tagsSection>[0]['trends'] = [];
  return textOf(tagsSection({ tags, trends })?.text ?? '', '<section', '</section>');
};

test('a tag is shown with its unit, its period, its last value, its share of bad and its silences', () => {
  expect(shown(TAG)).toMatch(
    /Flow east · Unit 1 · reactor m3\/h 2026-01-01 00:00 2026-01-01 00:59 12.5 100 10.0 % 1 3 min 2026-01-01 00:10 .*and 3 others/s,
  );
});

test('the worst tag comes first, and of two equal ones that with more silence', () => {
  const [worse, silent] = [
    { ...TAG, attribute: 'Worse', bad: 80 },
    { ...TAG, attribute: 'Silent', gap_s: 600 },
  ];
  expect(shown(TAG, silent, worse).match(/Flow|Silent(?= east)|Worse/g)).toEqual(['Worse', 'Silent', 'Flow']);
});

test('every tag is in the one table', () => {
  const many = Array.from({ length: 300 }, (_, n) => ({ ...TAG, attribute: `Tag-${n}`, bad: n }));
  expect(shown(...many).match(/Tag-\d+/g)).toHaveLength(300);
  expect(shown(...many)).toContain('300 of 300 shown');
});

test('a tag without a limit of its own has no silences to show', () => {
  const text = shown({ ...TAG, gaps: null, gap_s: null, longest_gap_s: null, longest_gap_from: null });
  expect(text).toContain('10.0 % – – – ');
});

test('a tag whose last reading is bad has no last value', () => {
  expect(shown({ ...TAG, last_value: null })).toContain('2026-01-01 00:59 bad 100');
});

test('nothing is said where no tag was read', () => {
  expect(tagsSection({ tags: [], trends: [] })).toBeUndefined();
});
