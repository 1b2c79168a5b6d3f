import { actionsOf, METADATA_READS } from '../../packages/iam-proof/index.ts';
import bucketChanges from '../../tools/proof/promise/bucket-changes.json' with { type: 'json' };
import { DATA_READS, DATA_WRITES, ESCALATIONS, TAMPERING } from '../../tools/proof/promise/lists.ts';
import { readReference } from '../../tools/proof/reference.ts';

const reference = await readReference();
const named = (patterns: readonly string[]): string[] =>
  patterns.flatMap((pattern) => [...reference.named(pattern)].map(({ name }) => name));

const METADATA = actionsOf(METADATA_READS);
const HARMLESS = actionsOf(bucketChanges.else);
const OF_BUCKETS = ['arn:*:s3:::*', 'arn:*:s3:::*/*'];

/** What can return our data by itself: every read of these is judged by a person, whoever holds it. */
const HOLDS_OUR_DATA = [
  'athena:*',
  'firehose:*',
  'glue:*',
  'kinesis:*',
  'kinesisanalytics:*',
  'kms:*',
  'lakeformation:*',
  'logs:*',
  's3-object-lambda:*',
  's3-outposts:*',
  's3:*',
  's3express:*',
  's3tables:*',
  's3vectors:*',
  'secretsmanager:*',
  'sqs:*',
  'ssm:*Parameter*',
];

/** AWS counts some verbs that return data as writes. */
const READS_BY_NAME =
  /:(Batch)?(Describe|Download|Export|Generate|Get|List|Query|Read|Receive|Search|Select|Subscribe)/;

/** Names that do not stand in exactly one of two lists. */
function unjudged(names: readonly string[], one: readonly string[], other: readonly string[]): string[] {
  const [first, second] = [new Set(named(one)), new Set(named(other))];
  return names.filter((name) => first.has(name) === second.has(name));
}

test('every verb that reads or lists is judged: it returns data, or it tells of the resource', () => {
  const reading = reference
    .actionsMatching({ inverted: false, patterns: HOLDS_OUR_DATA })
    .filter(({ name, access }) => ['Read', 'List'].includes(access) || READS_BY_NAME.test(name))
    .map(({ name }) => name);
  expect(reading.length).toBeGreaterThan(400);
  expect(unjudged(reading, DATA_READS, METADATA)).toEqual([]);
});

test('attributes, tags and access lists of an object count as its data', () => {
  const kept = ['Acl', 'Annotation', 'Attributes', 'LegalHold', 'Retention', 'Tagging', 'VersionTagging'];
  expect(named(DATA_READS)).toEqual(expect.arrayContaining(kept.map((what) => `s3:GetObject${what}`)));
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

test('a verb that is let pass is named in full and once, so that a new one is judged too', () => {
  for (const harmless of [METADATA, HARMLESS]) {
    expect(harmless.filter((name, i) => reference.action(name)?.name !== name || harmless.indexOf(name) !== i)).toEqual(
      [],
    );
  }
});

test('every name in a list is an action of AWS, or a pattern of some', () => {
  const lists = [...DATA_READS, ...TAMPERING, ...DATA_WRITES, ...ESCALATIONS];
  expect(lists.filter((pattern) => reference.named(pattern).size === 0)).toEqual([]);
});
