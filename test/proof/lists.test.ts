import { actionsOf } from '../../packages/iam-proof/index.ts';
import bucketChanges from '../../tools/proof/promise/bucket-changes.json' with { type: 'json' };
import { TAMPERING } from '../../tools/proof/promise/lists.ts';
import { readReference } from '../../tools/proof/reference.ts';

const reference = await readReference();
const named = (patterns: readonly string[]): string[] =>
  patterns.flatMap((pattern) => [...reference.named(pattern)].map(({ name }) => name));

const HARMLESS = actionsOf(bucketChanges.else);
const OF_BUCKETS = ['arn:*:s3:::*', 'arn:*:s3:::*/*'];

test('every verb that changes a bucket or an object is judged: it tampers, or it does not', () => {
  const changing = reference.actions.filter(
    ({ name, access, resources }) =>
      name.startsWith('s3:') &&
      !['Read', 'List'].includes(access) &&
      resources.some((form) => OF_BUCKETS.includes(form)),
  );
  expect(changing.length).toBeGreaterThan(50);
  const [tampering, harmless] = [new Set(named(TAMPERING)), new Set(named(HARMLESS))];
  expect(changing.filter(({ name }) => tampering.has(name) === harmless.has(name))).toEqual([]);
});

test('a verb that is let pass is named in full and once, so that a new one is judged too', () => {
  const isVague = (name: string, i: number): boolean =>
    reference.action(name)?.name !== name || HARMLESS.indexOf(name) !== i;
  expect(HARMLESS.filter(isVague)).toEqual([]);
});

test('every name in a list is an action of AWS, or a pattern of some', () => {
  expect([...TAMPERING, ...HARMLESS].filter((pattern) => reference.named(pattern).size === 0)).toEqual([]);
});
