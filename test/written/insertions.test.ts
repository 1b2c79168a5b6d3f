import { fill, namesOf } from '../../tools/written/insertions.ts';

const INSERTIONS = { days: () => '30', views: () => '| View |\n| --- |' };

test('a place within a line is filled within it', () => {
  const text = 'For <!-- airlock: days -->7<!-- /airlock --> days.';
  expect(fill(text, INSERTIONS)).toBe('For <!-- airlock: days -->30<!-- /airlock --> days.');
});

test('a place on lines of its own is filled between empty lines', () => {
  const text = 'Views:\n\n<!-- airlock: views -->\n<!-- /airlock -->\n\nand so on\n';
  expect(fill(text, INSERTIONS)).toBe(
    'Views:\n\n<!-- airlock: views -->\n\n| View |\n| --- |\n\n<!-- /airlock -->\n\nand so on\n',
  );
});

test('what was filled stays as it is', () => {
  const once = fill(
    '<!-- airlock: views -->\nold\n<!-- /airlock -->\nFor <!-- airlock: days --><!-- /airlock -->',
    INSERTIONS,
  );
  expect(fill(once, INSERTIONS)).toBe(once);
});

test('a page without a mark is left alone', () => {
  expect(fill('# Words\n\n<!-- a remark -->\n', INSERTIONS)).toBe('# Words\n\n<!-- a remark -->\n');
});

test('a place that nothing fills is refused with what there is', () => {
  expect(() => fill('For <!-- airlock: dyas --><!-- /airlock -->', INSERTIONS)).toThrow(
    '<!-- airlock: dyas -->: wanted one of days, views',
  );
});

test.each([
  ['a first mark alone', 'For <!-- airlock: days -->30'],
  ['a last mark alone', '30<!-- /airlock -->'],
  ['two first marks', 'For <!-- airlock: days --><!-- airlock: views --><!-- /airlock --><!-- /airlock -->'],
  ['a mark without a name', 'For <!-- airlock -->30<!-- /airlock -->'],
])('%s is refused', (_, text) => {
  expect(() => fill(text, INSERTIONS)).toThrow('wanted <!-- airlock: name -->');
});

// Markdown would show the rest of such a line as it is written.
test('a place within a line that begins it is refused', () => {
  expect(() => fill('for\n<!-- airlock: days -->30<!-- /airlock --> days', INSERTIONS)).toThrow('may not begin it');
});

test('the places of a page are known by their names', () => {
  const text = '<!-- airlock: days --><!-- /airlock --> x <!-- airlock: views -->\n<!-- /airlock -->';
  expect(namesOf(text)).toEqual(['days', 'views']);
});
