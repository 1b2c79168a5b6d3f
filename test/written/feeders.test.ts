import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Profile } from '../../lib/config/config.ts';
import { INTEGRATOR_SWITCHES } from '../../lib/extraction/integrator-switches.ts';
import { loadReference } from '../../packages/iam-proof/reference/reference.ts';
import { DATA_READS } from '../../tools/proof/promise/lists.ts';
import { denies } from '../../tools/written/errors/denies.ts';
import { pages } from '../../tools/written/pages.ts';
import { allowedVerbs, switchedVerbs } from '../../tools/written/verbs/allowed.ts';
import { refusedGroups } from '../../tools/written/verbs/refused.ts';
import { deniesOfEveryOption } from './every-option.ts';

const PROFILES: readonly Profile[] = ['pi-integrator', 'sender'];
const all = await pages();
const pageOf = (profile: Profile): string => all.find(({ path }) => path.endsWith(`/${profile}.md`))?.text ?? '';

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
  const rows = pageOf('pi-integrator').split('\n');
  for (const [name, { actions, consequence }] of Object.entries(INTEGRATOR_SWITCHES)) {
    const row = rows.find((line) => line.startsWith(`| \`${name}\` |`));
    for (const text of [...actions, consequence]) expect(row).toContain(text);
  }
  expect(switchedVerbs().map(({ by }) => by)).toEqual(Object.keys(INTEGRATOR_SWITCHES));
});

test.each(PROFILES)('every error that the SDK knows of a verb of %s has an answer on its page', (profile) => {
  const verbs = [...allowedVerbs(profile), ...(profile === 'pi-integrator' ? switchedVerbs() : [])];
  const errors = new Set(verbs.flatMap(({ action }) => errorsOf(action)));
  expect(errors.size).toBeGreaterThan(10);
  expect([...errors].filter((name) => !new RegExp(`\`(\\d+ )?${name}\``).test(pageOf(profile)))).toEqual([]);
});

test.each(PROFILES)('every Deny that can hit %s stands on its page, and no other', (profile) => {
  const told = denies(profile).map(({ sid }) => sid);
  expect(told.toSorted()).toEqual(deniesOfEveryOption(profile).toSorted());
  for (const sid of told) expect(pageOf(profile)).toContain(`| \`${sid}\` |`);
});

test.each(PROFILES)('what %s is refused holds every read of data, and nothing that it may do', async (profile) => {
  const reference = await loadReference();
  const refused = refusedGroups(profile, reference).flatMap(({ actions }) => actions);
  const reads = reference.actionsMatching({ inverted: false, patterns: DATA_READS }).map(({ name }) => name);
  const allowed = allowedVerbs(profile).map(({ action }) => action);
  expect(reads.filter((name) => !refused.includes(name))).toEqual([]);
  expect(refused.filter((name) => allowed.includes(name))).toEqual([]);
});

test('each group of what is refused has an example', async () => {
  const groups = refusedGroups('sender', await loadReference());
  expect(groups.filter(({ typical }) => typical.length === 0).map(({ name }) => name)).toEqual([]);
});

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
