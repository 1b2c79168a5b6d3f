import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pastOf } from '../../tools/demo/past.ts';

const state = mkdtempSync(join(tmpdir(), 'airlock-past-'));
afterAll(() => rmSync(state, { recursive: true }));
const plant = { seed: 7, small: true };

test('a step is known by how long it took last time', () => {
  expect(pastOf(state, plant).expected('Deploy')).toBeUndefined();
  pastOf(state, plant).keep('Deploy', 12);
  pastOf(state, plant).keep('Deploy', 33.3);
  pastOf(state, plant).keep('Clean', 4);
  expect(pastOf(state, plant).expected('Deploy')).toEqual({ seconds: 33.3, words: 'last time' });
});
