import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Profile } from '../../lib/config/config.ts';
import { REFUSALS } from '../../lib/contract/index.ts';
import { INTEGRATOR_SWITCHES } from '../../lib/extraction/integrator-switches.ts';
import { loadReference } from '../../packages/iam-proof/index.ts';
import { ROOT } from '../../tools/project/paths.ts';
import { allowedVerbs, switchedVerbs } from '../../tools/written/feeders/allowed.ts';
import refused from '../../tools/written/feeders/refused.json' with { type: 'json' };
import { deniesOfEveryOption } from './every-option.ts';
import { cellsOf } from './tables.ts';

const PROFILES: readonly Profile[] = ['pi-integrator', 'sender'];
const page = (name: string): string => readFileSync(join(ROOT, 'docs/feeders', `${name}.md`), 'utf8');
const errors = page('errors');
const rights = page('rights');

/** The feeder that a row is for, as its cell "Only for" says; an empty one is for both. */
const ONLY: Readonly<Record<Profile, string>> = { 'pi-integrator': 'PI Integrator', sender: 'sender' };
const rowsFor = (profile: Profile): string[][] =>
  cellsOf(errors).filter(([, , only]) => only === '' || only === ONLY[profile]);

/** Requests of S3 and Kinesis by the verb that AWS asks for. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  's3:PutObject': ['PutObject', 'CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'],
  's3:AbortMultipartUpload': ['AbortMultipartUpload'],
  's3:ListBucket': ['ListObjectsV2'],
  's3:GetBucketLocation': ['GetBucketLocation'],
  's3:ListAllMyBuckets': ['ListBuckets'],
  's3:DeleteObject': ['DeleteObject'],
  'kinesis:PutRecord': ['PutRecord'],
  'kinesis:PutRecords': ['PutRecords'],
  'kinesis:DescribeStream': ['DescribeStream'],
  'kinesis:ListStreams': ['ListStreams'],
};

test('a sender puts and gives up, and no more', () => {
  expect(allowedVerbs('sender').map(({ action, by }) => `${action} by ${by}`)).toEqual([
    's3:PutObject by every feeder',
    's3:AbortMultipartUpload by every feeder',
    'kinesis:PutRecord by a stream',
    'kinesis:PutRecords by a stream',
  ]);
});

test('every switch stands on the page with its verbs and its consequence', () => {
  const rows = rights.split('\n');
  for (const [name, { actions, consequence }] of Object.entries(INTEGRATOR_SWITCHES)) {
    const row = rows.find((line) => line.startsWith(`| \`${name}\` |`));
    for (const text of [...actions, consequence]) expect(row).toContain(text);
  }
  expect(switchedVerbs().map(({ by }) => by)).toEqual(Object.keys(INTEGRATOR_SWITCHES));
});

test('every verb that a feeder may use is told in words, and no other', () => {
  const told = [...rights.matchAll(/^- `(\w+:\w+)` /gm)].map(([, verb]) => verb);
  const verbs = new Set(PROFILES.flatMap((profile) => allowedVerbs(profile).map(({ action }) => action)));
  expect(told.toSorted()).toEqual([...verbs].toSorted());
});

test.each(PROFILES)('every error that the SDK knows of a verb of %s has an answer', (profile) => {
  const verbs = [...allowedVerbs(profile), ...(profile === 'pi-integrator' ? switchedVerbs() : [])];
  const known = new Set(verbs.flatMap(({ action }) => errorsOf(action)));
  const said = `${proseOf(errors)} ${rowsFor(profile).map(([codes]) => codes)}`;
  expect(known.size).toBeGreaterThan(10);
  expect([...known].filter((name) => !new RegExp(`\`(\\d+ )?${name}\``).test(said))).toEqual([]);
});

test.each(PROFILES)('every Deny that can hit %s is explained, and no other', (profile) => {
  const told = rowsFor(profile).flatMap(([, sid = '']) => /^`(Deny\w+)`$/.exec(sid)?.[1] ?? []);
  expect(told.toSorted()).toEqual(deniesOfEveryOption(profile).toSorted());
});

test('what a row on errors is only for is a feeder', () => {
  const only = cellsOf(errors)
    .filter((cells) => cells.length > 3)
    .map(([, , cell]) => cell);
  expect(new Set(only)).toEqual(new Set(['', ...Object.values(ONLY)]));
});

test('every answer is of a service that a feeder calls', () => {
  const from = cellsOf(errors).flatMap(([, cell = '', , , , lost]) => (lost === undefined ? [] : cell.split(', ')));
  expect(new Set(from)).toEqual(new Set(['S3', 'Kinesis', 'IAM Roles Anywhere', 'the network']));
});

test('every reason for which the inner door keeps a file back is explained, and no other', () => {
  const told = cellsOf(errors).flatMap(([reason = '']) => /^`(F_\w+)`$/.exec(reason)?.[1] ?? []);
  expect(told.toSorted()).toEqual(Object.values(REFUSALS).toSorted());
});

test.each(PROFILES)('every example of what is refused is a verb of AWS, and none that %s may use', async (profile) => {
  const reference = await loadReference();
  const examples = refused.flatMap(({ verbs }) => verbs);
  const allowed = allowedVerbs(profile).map(({ action }) => action);
  expect(examples.filter((name) => reference.action(name)?.name !== name || allowed.includes(name))).toEqual([]);
});

/** A page without its tables. */
function proseOf(text: string): string {
  return text.replaceAll(/^\|.*$/gm, '');
}

/** The errors that the SDK's documentation names for the requests of a verb. */
function errorsOf(action: string): string[] {
  const [service] = action.split(':');
  const home = dirname(createRequire(import.meta.url).resolve(`@aws-sdk/client-${service}/package.json`));
  return (COMMANDS[action] ?? [action]).flatMap((command) => {
    const text = readFileSync(join(home, 'dist-types', 'commands', `${command}Command.d.ts`), 'utf8');
    const names = [...text.matchAll(/@throws \{@link (\w+)\}/g)].map(([, name = '']) => name);
    // Every error of a service is one of these too.
    return names.filter((name) => !/^(S3|Kinesis)ServiceException$/.test(name));
  });
}
