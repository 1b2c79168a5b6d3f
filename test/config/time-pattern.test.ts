import { timePatternFault } from '../../lib/config/time-pattern.ts';
import patterns from '../support/time-patterns.json' with { type: 'json' };

test.each(patterns.read)('%j is read', (pattern) => {
  expect(timePatternFault(pattern)).toBeUndefined();
});

test.each(Object.entries(patterns.refused))('%j is refused: %s', (pattern, word) => {
  expect(timePatternFault(pattern)).toContain(word);
});
