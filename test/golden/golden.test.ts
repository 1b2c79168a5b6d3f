import { join } from 'node:path';
import { toMatchFile } from 'jest-file-snapshot';
import { stringify } from 'yaml';
import { loadConfig } from '../../lib/config/load-config.ts';
import { assemble } from '../support/assembly.ts';
import { driftLines, type SameWords } from '../support/drift.ts';
import { permissionsTable } from '../support/permissions.ts';
import type { StackTemplate } from '../support/synthesis/read.ts';

expect.extend({ toMatchFile });

// The platform team reads these in a pull request. README.md has the command that accepts a change.
const golden = (name: string): string => join(import.meta.dirname, name);
const stacks = await assemble('prod');

/** Words that differ in every environment and say nothing; an id that holds the environment's name ends in a hash of it. */
const inWordsOfProd: SameWords = [
  [/(airlock(?:dev|prod)[A-Za-z]+?)[0-9A-F]{16}/g, '$1'],
  [new RegExp(loadConfig('dev').account, 'g'), loadConfig('prod').account],
  [/(airlock|acme-plant)([-_/]?)dev/g, '$1$2prod'],
];

/** Types whose replacement loses data or a name that others hold. */
const STATEFUL = [
  'AWS::S3::Bucket',
  'AWS::Kinesis::Stream',
  'AWS::KMS::Key',
  'AWS::Glue::Database',
  'AWS::EKS::Cluster',
  'AWS::DynamoDB::Table',
  'AWS::SecretsManager::Secret',
];

test.each(Object.keys(stacks))('%s is as its golden file says', (stage) => {
  expect(stringify(stacks[stage], { lineWidth: 0, aliasDuplicateObjects: false })).toMatchFile(golden(`${stage}.yaml`));
});

test('permissions are as permissions.md says', () => {
  expect(permissionsTable(stacks)).toMatchFile(golden('permissions.md'));
});

test('what holds data is as stateful.txt says', () => {
  expect(statefulLines(stacks)).toMatchFile(golden('stateful.txt'));
});

test('dev differs from prod as dev.txt says, and in nothing else', async () => {
  expect(`${driftLines(stacks, await assemble('dev'), inWordsOfProd).join('\n')}\n`).toMatchFile(golden('dev.txt'));
});

test("no golden file holds a content hash, so that a change in a Lambda's or a job's code moves none", () => {
  expect(JSON.stringify(stacks).match(/(?<!@sha256:)[0-9a-f]{64}/)).toBeNull();
});

test('a read given to the plant by mistake shows in permissions.md', async () => {
  const changed = await assemble('prod', 'landing is read by a PI Integrator');
  const before = permissionsTable(stacks).split('\n');
  const added = permissionsTable(changed)
    .split('\n')
    .filter((line) => !before.includes(line));
  expect(added).toEqual([
    expect.stringMatching(/airlock-prod-pi-integrator-north-refinery \| Allow .*s3:GetObject\*.*s3:List\*/),
  ]);
});

function statefulLines(all: Record<string, StackTemplate>): string {
  const lines = Object.entries(all).flatMap(([stage, { Resources }]) =>
    Object.entries(Resources)
      .filter(([, { Type }]) => STATEFUL.includes(Type))
      .map(([id, { Type, DeletionPolicy }]) => `${stage} ${id} ${Type} ${DeletionPolicy ?? 'Delete'}`),
  );
  return `${lines.toSorted().join('\n')}\n`;
}
