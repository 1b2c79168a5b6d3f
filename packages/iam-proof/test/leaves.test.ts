import type { Json } from '../assembly/json.ts';
import { leavesOf } from '../assembly/leaves.ts';

test('each value has the names that lead to it', () => {
  expect(leavesOf({ Name: 'a', Rules: [{ Days: 3 }, { On: true }] })).toEqual([
    { path: 'Name', value: 'a' },
    { path: 'Rules[].Days', value: 3 },
    { path: 'Rules[].On', value: true },
  ]);
});

test('a text that is JSON is looked into', () => {
  expect(leavesOf({ Input: '{"maintain":true}', Pattern: '{ ($.a = 1) }' })).toEqual([
    { path: 'Input~.maintain', value: true },
    { path: 'Pattern', value: '{ ($.a = 1) }' },
  ]);
});

test('what is empty is a value too', () => {
  expect(leavesOf({ List: [], Object: {} })).toEqual([
    { path: 'List', value: '[]' },
    { path: 'Object', value: '{}' },
  ]);
});

test('a statement is told by its name, without the number that tells it from others of its kind', () => {
  const statements: Json[] = [{ Sid: 'DenyElsewhere2', Effect: 'Deny' }, { Effect: 'Allow' }];
  expect(leavesOf({ Statement: statements }).map(({ path }) => path)).toEqual([
    'Statement[DenyElsewhere].Sid',
    'Statement[DenyElsewhere].Effect',
    'Statement[].Effect',
  ]);
});
