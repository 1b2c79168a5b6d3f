import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../tools/project/paths.ts';
import { attempt, type RunResult } from '../../../tools/project/run.ts';

const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const MINUTES = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'airlock-deploy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The unmodified CLI with the app in a file; whatever it would deploy to is not there. */
function cdk(verb: string, app: string, ...words: readonly string[]): Promise<RunResult> {
  const nowhere = { AWS_ENDPOINT_URL: 'https://127.0.0.1:1', AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' };
  const env = { ...process.env, ...nowhere, AWS_EC2_METADATA_DISABLED: 'true' };
  const run = [CDK, verb, '--all', '--app', `node --import tsx ${app}`, '--output', folder, ...words];
  return attempt(process.execPath, run, { env });
}

test(
  'a hole ends cdk deploy at synthesis, whatever the stacks say of it, with what it breaks',
  async () => {
    const { status, stdout, stderr } = await cdk('deploy', 'test/proof/long/hole.ts', '-c', 'env=prod');
    const said = `${stdout}${stderr}`;
    expect(status).toBe(1);
    expect(said).toMatch(
      /BROKEN {2}a plant does nothing but put below its own prefix and into its own stream\n {4}airlock-prod-pi-integrator-north-refinery: s3:GetObject on \S+ would be allowed/,
    );
    expect(said).toMatch(/airlock-prod in account 222222222222, us-east-1, templates sha256 [0-9a-f]{64}: refuted/);
    expect(said).not.toMatch(/deploying|assume/i);
  },
  5 * MINUTES,
);

test(
  'without a hole the synthesis says what was proven',
  async () => {
    const { status, stderr } = await cdk('synth', 'bin/app.ts', '--quiet', '-c', 'env=prod');
    expect(stderr).toMatch(/airlock-prod in account 222222222222, us-east-1, templates sha256 [0-9a-f]{64}: proven/);
    expect(status).toBe(0);
  },
  5 * MINUTES,
);

test('what retains data is not synthesized without the proof', async () => {
  const { status, stderr } = await cdk('synth', 'bin/app.ts', '-c', 'env=prod', '-c', 'proof=off');
  expect([status, stderr]).toEqual([
    1,
    expect.stringContaining('wanted no such word for prod, which retains its data'),
  ]);
});
