import { actionsOf, DATA_READS, DATA_WRITES, ESCALATIONS, METADATA_READS } from '../reference/lists.ts';
import { readReference } from './reference.ts';

const reference = await readReference();
const named = (patterns: readonly string[]): string[] =>
  patterns.flatMap((pattern) => [...reference.named(pattern)].map(({ name }) => name));

const [DATA, METADATA] = [actionsOf(DATA_READS), actionsOf(METADATA_READS)];

/** Services that keep data themselves, or hand it out: every read of these is judged by a person, whoever holds it. */
const HOLDS_DATA = [
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

test('every verb that reads or lists is judged: it returns data, or it tells of the resource', () => {
  const reading = reference
    .actionsMatching({ inverted: false, patterns: HOLDS_DATA })
    .filter(({ name, access }) => ['Read', 'List'].includes(access) || READS_BY_NAME.test(name));
  const [data, metadata] = [new Set(named(DATA)), new Set(named(METADATA))];
  expect(reading.length).toBeGreaterThan(400);
  expect(reading.filter(({ name }) => data.has(name) === metadata.has(name))).toEqual([]);
});

test('attributes, tags and access lists of an object count as its data', () => {
  const kept = ['Acl', 'Annotation', 'Attributes', 'LegalHold', 'Retention', 'Tagging', 'VersionTagging'];
  expect(named(DATA)).toEqual(expect.arrayContaining(kept.map((what) => `s3:GetObject${what}`)));
});

test('a verb that is let pass is named in full and once, so that a new one is judged too', () => {
  const isVague = (name: string, i: number): boolean =>
    reference.action(name)?.name !== name || METADATA.indexOf(name) !== i;
  expect(METADATA.filter(isVague)).toEqual([]);
});

test('every name in a list is an action of AWS, or a pattern of some', () => {
  const lists = [DATA_READS, METADATA_READS, DATA_WRITES, ESCALATIONS].flatMap(actionsOf);
  expect(lists.filter((pattern) => reference.named(pattern).size === 0)).toEqual([]);
});
