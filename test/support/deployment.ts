import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { IAMClient } from '@aws-sdk/client-iam';
import type { Config } from '../../lib/config/config.ts';
import { loadConfig, parseConfig } from '../../lib/config/load-config.ts';
import { makeApp } from '../../lib/stacks/make-app.ts';
import { type Cloud, down, environmentFor } from '../../packages/local-cloud/cloud.ts';
import { type Clients, ownerClients } from '../../tools/operate/aws.ts';
import { up } from '../../tools/operate/local-cloud.ts';
import { ROOT } from '../../tools/project/paths.ts';
import { run } from '../../tools/project/run.ts';

const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
export const MINUTES = 60_000;

/** A local cloud of its own, into which the unmodified CLI deploys. */
export class Deployment {
  readonly #folder: string;
  readonly #cloud: Cloud;
  readonly owner: Clients;
  readonly iam: IAMClient;
  #assemblies = 0;

  private constructor(folder: string, cloud: Cloud, { region }: Config) {
    this.#folder = folder;
    this.#cloud = cloud;
    this.owner = ownerClients(cloud, region);
    const { credentials, requestHandler } = this.owner.secrets.config;
    this.iam = new IAMClient({ endpoint: cloud.endpoint, region, credentials, requestHandler });
  }

  /** Of the account and region of a configuration, bootstrapped. */
  static async begin(config: Config): Promise<Deployment> {
    mkdirSync(join(ROOT, '.local'), { recursive: true });
    const folder = mkdtempSync(join(ROOT, '.local', 'deployment-'));
    const deployment = new Deployment(folder, await up(join(folder, 'cloud')), config);
    await deployment.bootstrap(config);
    return deployment;
  }

  async bootstrap({ account, region }: Config, ...words: string[]): Promise<void> {
    await this.#cdk('bootstrap', '--app', '', `aws://${account}/${region}`, ...words);
  }

  /** Everything, or what the words say, out of an assembly with all assets in it; `context` as in cdk.json. */
  async deploy(
    config: Config,
    words: readonly string[] = ['--all'],
    context: Record<string, string> = {},
  ): Promise<void> {
    const form = ['--require-approval', 'never', '--progress', 'events'];
    await this.#cdk('deploy', ...words, '--app', this.#assembly(config, context), ...form);
  }

  async destroy(config: Config, stack: string): Promise<void> {
    await this.#cdk('destroy', stack, '--exclusively', '--force', '--app', this.#assembly(config, {}));
  }

  async end(): Promise<void> {
    await down(join(this.#folder, 'cloud'));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #assembly(config: Config, context: Record<string, string>): string {
    this.#assemblies += 1;
    const outdir = join(this.#folder, `assembly-${this.#assemblies}`);
    makeApp(config, { outdir, context: { 'aws:cdk:disable-asset-staging': false, ...context } }).synth();
    return outdir;
  }

  async #cdk(...words: string[]): Promise<void> {
    await run(process.execPath, [CDK, ...words], { env: environmentFor(this.#cloud) });
  }
}

/** The laptop's configuration in the settings of prod, but for Kubeflow, whose charts run nowhere here. */
export function inProdsSettings(): Config {
  const config = loadConfig('local');
  return parseConfig(
    {
      ...config,
      removalPolicy: 'retain',
      breakGlassRoleArn: `arn:aws:iam::${config.account}:role/break-glass`,
      bronze: { objectLockDays: 7 },
      consumption: { kubeflow: { enabled: false } },
    },
    'local, in the settings of prod',
  );
}
