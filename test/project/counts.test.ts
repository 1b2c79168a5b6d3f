import { jestCounts, pytestCounts, sum } from '../../tools/project/counts.ts';

test('jest is counted by its tests', () => {
  expect(jestCounts('Test Suites: 1 failed, 2 total\nTests:       1 failed, 40 passed, 41 total\n')).toEqual({
    passed: 40,
    failed: 1,
  });
});

test('a jest suite that did not start is a failure', () => {
  expect(jestCounts('Test Suites: 1 failed, 2 passed, 3 total\nTests:       40 passed, 40 total\n')).toEqual({
    passed: 40,
    failed: 1,
  });
});

test.each([
  ['12 passed in 3.21s', 12, 0],
  ['1 failed, 2 passed, 1 warning in 3.21s', 2, 1],
  ['3 passed, 2 errors in 0.10s', 3, 2],
  ['no tests ran in 0.01s', 0, 0],
])('pytest line "%s" is %i passed, %i failed', (line, passed, failed) => {
  expect(pytestCounts(`...\n${line}\n`)).toEqual({ passed, failed });
});

test('all runners add up', () => {
  expect(
    sum([
      { passed: 1, failed: 2 },
      { passed: 3, failed: 4 },
    ]),
  ).toEqual({ passed: 4, failed: 6 });
});
