import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JsonObject } from '../../packages/iam-proof/index.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const TOOL = join(ROOT, 'tools', 'airlock.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlock-proof-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly printed: string;
  readonly told: string;
}

/** Exit code and what is printed and told as an error, with the folder's own name taken out. */
async function proof(...words: string[]): Promise<Ended> {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', TOOL, 'proof', ...words], { cwd: ROOT });
  const ended = await run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  const [printed = '', told = ''] = [ended.stdout, ended.stderr].map((text) => text.replaceAll(folder, '<folder>'));
  return { code: ended.code, printed, told };
}

/** An assembly of one stack. */
function assembly(resources: JsonObject): void {
  const properties = { templateFile: 'one.template.json' };
  const environment = 'aws://111111111111/eu-west-1';
  const artifacts = { one: { type: 'aws:cloudformation:stack', environment, properties } };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts }));
  writeFileSync(join(folder, 'one.template.json'), JSON.stringify({ Resources: resources }));
}

const IMPORTS = { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::ImportValue': 'elsewhere' } } };
const STRANGE = { Type: 'AWS::Backup::BackupVault', Properties: { AccessPolicy: {} } };

const CASES: readonly (readonly [string, () => void, RegExp])[] = [
  [
    'a broken manifest',
    () => writeFileSync(join(folder, 'manifest.json'), '{'),
    /<folder>\/manifest\.json\n.*not JSON/,
  ],
  ['an import of what is in no template', () => assembly({ Imports: IMPORTS }), /one\/Imports.*\n.*elsewhere/],
  [
    'a type with a policy that is not understood',
    () => assembly({ Strange: STRANGE }),
    /one\/Strange.*\n.*AWS::Backup::BackupVault/,
  ],
];

test.each(CASES)('of %s nothing is judged: exit code 2, with where and why', async (_, arrange, said) => {
  arrange();
  const { code, printed } = await proof(folder);
  expect(code).toBe(2);
  expect(printed).toMatch(said);
  expect(printed).toContain('could not decide');
});

test('of a folder that is not there nothing is judged: exit code 2, with the command that makes it', async () => {
  const { code, told } = await proof(join(folder, 'none'));
  expect(code).toBe(2);
  expect(told).toMatch(/^<folder>\/none: got no synthesized stacks there.*npx cdk synth .* -o <folder>\/none/);
});

test('for a program the same stands as JSON', async () => {
  const { code, printed } = await proof('--json', join(folder, 'none'));
  expect(code).toBe(2);
  expect(JSON.parse(printed)).toMatchObject({
    verdict: 'undecided',
    undecided: [{ where: '<folder>/none', reason: expect.stringContaining('no such folder') }],
  });
});
