import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { IAMClient } from '@aws-sdk/client-iam';
import { SQSClient } from '@aws-sdk/client-sqs';
import { GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import type { Config } from '../../lib/config/config.ts';
import { loadConfig, parseConfig } from '../../lib/config/load-config.ts';
import { makeApp } from '../../lib/stacks/make-app.ts';
import { type Cloud, down, dropNextEvent, environmentFor } from '../../packages/local-cloud/cloud.ts';
import { type Clients, type Credentials, clientsOf, ownerClients } from '../../tools/operate/aws.ts';
import { up } from '../../tools/operate/local-cloud.ts';
import { ROOT } from '../../tools/project/paths.ts';
import { run } from '../../tools/project/run.ts';

const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
export const MINUTES = 60_000;

/** A local cloud of its own, into which the unmodified CLI deploys. */
export class Deployment {
  readonly #folder: string;
  readonly #cloud: Cloud;
  readonly #region: string;
  readonly owner: Clients;
  readonly iam: IAMClient;
  readonly sqs: SQSClient;
  #assemblies = 0;

  private constructor(folder: string, cloud: Cloud, { region }: Config) {
    this.#folder = folder;
    this.#cloud = cloud;
    this.#region = region;
    this.owner = ownerClients(cloud, region);
    const { credentials, requestHandler } = this.owner.secrets.config;
    const client = { endpoint: cloud.endpoint, region, credentials, requestHandler };
    this.iam = new IAMClient(client);
    this.sqs = new SQSClient(client);
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

  /** Clients of whoever holds these keys. */
  as(credentials: Credentials): Clients {
    return clientsOf(this.#cloud, this.#region, credentials);
  }

  /** A session of whoever holds these keys, as long as AWS makes one. */
  async sessionOf(credentials: Credentials): Promise<Credentials> {
    const { endpoint, region, requestHandler } = this.owner.secrets.config;
    const sts = new STSClient({ endpoint, region, requestHandler, credentials });
    const { Credentials: given } = await sts.send(new GetSessionTokenCommand({ DurationSeconds: 129_600 }));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = given ?? {};
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  }

  /** Loses the event of the next object below a prefix of `bucket/key`. */
  loseNextEvent(prefix: string): void {
    dropNextEvent(prefix, this.#cloud.stateFolder);
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
