import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Cloud, environmentFor } from '../../../packages/local-cloud/cloud.ts';
import { ROOT } from '../../project/paths.ts';
import { run } from '../../project/run.ts';

const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
/** Folder of the synthesized stacks. */
export const ASSEMBLY = 'cdk.out';

/** Checks the types of what is deployed, since the loader that runs the app does not. */
export async function checkTypes(signal: AbortSignal): Promise<void> {
  await run(join(ROOT, 'node_modules', '.bin', 'tsc'), ['--project', 'tsconfig.app.json'], { signal });
}

/** Synthesizes the stacks of config/local.json, with the strict template validator on. */
export async function synthesize(signal: AbortSignal): Promise<void> {
  // The CLI prints the report of an earlier synthesis again where it finds one.
  rmSync(join(ROOT, ASSEMBLY, 'validation-report.json'), { force: true });
  await run(process.execPath, [CDK, 'synth', '--quiet', '-c', 'env=local', '-c', 'proof=off'], { signal });
}

/** Bootstraps and deploys with the unmodified CLI; the endpoint in its environment is all that makes it local. */
export async function deploy(cloud: Cloud, account: string, region: string, options: DeployOptions): Promise<void> {
  const env = environmentFor(cloud);
  const common = { env, signal: options.signal, onLine: options.onLine };
  await run(process.execPath, [CDK, 'bootstrap', '--app', '', `aws://${account}/${region}`], common);
  const words = ['deploy', '--all', '--app', ASSEMBLY, '--require-approval', 'never', '--progress', 'events'];
  await run(process.execPath, [CDK, ...words], common);
}

export interface DeployOptions {
  readonly signal: AbortSignal;
  readonly onLine: (line: string) => void;
}
