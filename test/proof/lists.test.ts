import bucketChanges from '../../tools/proof/promise/bucket-changes.json' with { type: 'json' };
import { DATA_READS, DATA_WRITES, ESCALATIONS, TAMPERING } from '../../tools/proof/promise/lists.ts';
import metadataReads from '../../tools/proof/reference/metadata-reads.json' with { type: 'json' };
import { loadReference } from '../../tools/proof/reference/reference.ts';

const reference = await loadReference();
const named = (patterns: readonly string[]): string[] =>
  patterns.flatMap((pattern) => [...reference.named(pattern)].map(({ name }) => name));
const actionsIn = (groups: Readonly<Record<string, { readonly actions: readonly string[] }>>): string[] =>
  Object.values(groups).flatMap(({ actions }) => actions);

const METADATA = actionsIn(metadataReads);
const HARMLESS = actionsIn(bucketChanges.else);
const SERVICES = Object.keys(metadataReads);
const OF_BUCKETS = ['arn:*:s3:::*', 'arn:*:s3:::*/*'];

/** Names that do not stand in exactly one of two lists. */
function unjudged(names: readonly string[], one: readonly string[], other: readonly string[]): string[] {
  const [first, second] = [new Set(named(one)), new Set(named(other))];
  return names.filter((name) => first.has(name) === second.has(name));
}

test('every verb that reads or lists is judged: it returns data, or it tells of the resource', () => {
  const reading = reference.actions.filter(
    ({ name, access }) => SERVICES.includes(name.split(':')[0] ?? '') && ['Read', 'List'].includes(access),
  );
  expect(reading.length).toBeGreaterThan(300);
  expect(
    unjudged(
      reading.map(({ name }) => name),
      DATA_READS,
      METADATA,
    ),
  ).toEqual([]);
});

test('every verb that changes a bucket or an object is judged: it tampers, or it does not', () => {
  const changing = reference.actions.filter(
    ({ name, access, resources }) =>
      name.startsWith('s3:') &&
      !['Read', 'List'].includes(access) &&
      resources.some((form) => OF_BUCKETS.includes(form)),
  );
  expect(changing.length).toBeGreaterThan(50);
  expect(
    unjudged(
      changing.map(({ name }) => name),
      TAMPERING,
      HARMLESS,
    ),
  ).toEqual([]);
});

test('every name in a list is an action of AWS, or a pattern of some', () => {
  const lists = [...DATA_READS, ...METADATA, ...TAMPERING, ...HARMLESS, ...DATA_WRITES, ...ESCALATIONS];
  expect(lists.filter((pattern) => reference.named(pattern).size === 0)).toEqual([]);
});
