import { rmSync } from 'node:fs';
import { loadConfig } from '../../lib/config/load-config.ts';
import { type Cloud, down } from '../../packages/local-cloud/cloud.ts';
import { clientsOf, ownerClients } from '../operate/aws.ts';
import { up } from '../operate/local-cloud.ts';
import { requireHealthyMachine } from '../project/doctor.ts';
import { installations } from '../project/install.ts';
import type { Installation } from '../project/installation.ts';
import { clearCache } from '../project/uv.ts';
import { wheelsInstallation } from '../project/wheels-installation.ts';
import { plantIdentities } from '../trial/identities.ts';
import type { Demo } from './demo.ts';
import type { Options } from './options.mjs';
import type { Progress } from './progress.ts';
import { checkTypes, synthesize } from './steps/deploy.ts';

/** Installs what is missing, checks the types and synthesizes the stacks. */
export async function prepare(progress: Progress, signal: AbortSignal): Promise<void> {
  await progress.step('Look at the machine', 'npm run airlock -- doctor', requireHealthyMachine);
  const install = async (installation: Installation): Promise<void> => {
    if (installation.isDone()) return;
    await progress.step(`Install: ${installation.title}`, 'check the network, then run the demo again', () =>
      installation.install(signal),
    );
  };
  for (const installation of installations()) await install(installation);
  await install(wheelsInstallation(loadConfig('local').transformation.glueVersion));
  clearCache();
  await progress.step('Check the types', 'npm run check', () => checkTypes(signal));
  await progress.step('Synthesize and validate the stacks', 'npx cdk synth -c env=local', () => synthesize(signal));
}

export function startCloud(progress: Progress, { fresh, state }: Options): Promise<Cloud> {
  return progress.step('Start the local cloud', 'read the end of .local/cloud/server.log', async () => {
    if (fresh) {
      await down(state);
      rmSync(state, { recursive: true, force: true });
    }
    return up(state);
  });
}

/** The demo on a cloud that is deployed, with the credentials of each plant. */
export async function makeDemo(cloud: Cloud, { seed, small, out }: Options, signal: AbortSignal): Promise<Demo> {
  const config = loadConfig('local');
  const deployer = ownerClients(cloud, config.region);
  const now = new Date();
  const identities = await plantIdentities({ deployer, cloud, config });
  return {
    config,
    cloud,
    deployer,
    plants: identities.map((each) => ({ ...each, clients: clientsOf(cloud, config.region, each.credentials) })),
    signal,
    out,
    seed,
    small,
    startedAt: new Date(Math.floor(now.getTime() / 1000) * 1000),
    runPrefix: `demo-${now.toISOString().replace(/\D/g, '').slice(0, 14)}`,
  };
}
