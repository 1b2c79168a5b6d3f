import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Config, Kubeflow } from '../../../lib/config/config.ts';
import { loadConfig } from '../../../lib/config/load-config.ts';
import { kubeflowClusterArn, kubeflowClusterName } from '../../../lib/contract/index.ts';
import { Kubectl } from '../api/kubectl.ts';
import { layerPrograms } from '../programs.ts';
import { checkKubeflow } from './check.ts';
import { partsOf } from './parts.ts';
import { exitCode, line, type Step } from './step.ts';

interface Options {
  readonly env?: string;
  readonly kubectl?: string;
  readonly context?: string;
  readonly profile?: string;
  readonly json?: true;
}

/** `airlock kubeflow-check`: what a data scientist does on a first day, done on a deployed cluster. */
export function kubeflowCheckCommand(): Command {
  return new Command('kubeflow-check')
    .option('--env <name>', 'the configuration that is deployed: dev, prod')
    .option('--kubectl <program>', 'another than the one that the deployment uses')
    .option(
      '--context <name>',
      "of the kubeconfig; without it the cluster's own, as `aws eks update-kubeconfig` calls it",
    )
    .option('--profile <name>', "whose namespace the notebook is made in; without it the configuration's first")
    .option('--json', 'print the steps for a program')
    .action(async (options: Options) => {
      const config = loadConfig(options.env);
      const { kubeflow } = config.consumption;
      if (!kubeflow.enabled)
        throw new Error(`config/${config.environment}.json: got no Kubeflow that is on, wanted one`);
      const steps = await stepsOf(config, kubeflow, options);
      if (options.json) console.log(JSON.stringify(steps, null, 2));
      process.exitCode = exitCode(steps);
    });
}

async function stepsOf(config: Config, { profiles }: Kubeflow, options: Options): Promise<Step[]> {
  const [first] = profiles;
  const profile = profiles.find(({ name }) => name === options.profile) ?? first;
  if (profile === undefined || (options.profile ?? profile.name) !== profile.name) {
    throw new Error(`profile: got ${options.profile}, wanted one of ${profiles.map(({ name }) => name).join(', ')}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'airlock-kubeflow-'));
  const context = options.context ?? kubeflowClusterArn(config);
  const program = options.kubectl ?? (await layerPrograms())?.kubectl ?? 'kubectl';
  const kubectl = new Kubectl(program, ['--context', context], folder);
  const steps: Step[] = [];
  try {
    await requireAnswer(kubectl, config);
    for await (const step of checkKubeflow({ kubectl, config, profile: profile.name, parts: partsOf(config) })) {
      steps.push(step);
      if (!options.json) console.log(line(step));
    }
    return steps;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function requireAnswer(kubectl: Kubectl, config: Config): Promise<void> {
  const { status, stderr } = await kubectl.attempt(['get', '--raw', '/version', '--request-timeout', '20s']);
  if (status === 0) return;
  const command = `aws eks update-kubeconfig --name ${kubeflowClusterName(config)} --region ${config.region}`;
  throw new Error(
    `the cluster does not answer: ${stderr.trim()}\nTo have its address: ${command}; it answers in its own network, and to whom docs/kubeflow.md names`,
  );
}
