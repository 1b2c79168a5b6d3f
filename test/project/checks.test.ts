import { atLeast } from '../../tools/project/checks.ts';

test.each([
  ['20.19.0', '20.19', true],
  ['20.18.9', '20.19', false],
  ['24.0.0', '20.19', true],
  ['17.0.15', '17', true],
  ['11.0.2', '17', false],
  ['3.9.18', '3.11', false],
  ['3.11', '3.11', true],
])('%s is at least %s: %s', (got, wanted, expected) => {
  expect(atLeast(got, wanted)).toBe(expected);
});
