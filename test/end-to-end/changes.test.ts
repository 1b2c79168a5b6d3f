import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GetJobCommand } from '@aws-sdk/client-glue';
import {
  CreatePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  IAMClient,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Config } from '../../lib/config/config.ts';
import { loadConfig, parseConfig } from '../../lib/config/load-config.ts';
import { goldReaderName, pipelineName, plantName, plantSecretName } from '../../lib/contract/index.ts';
import { makeApp } from '../../lib/stacks/make-app.ts';
import { type Cloud, down, environmentFor } from '../../packages/local-cloud/cloud.ts';
import { type Clients, ownerClients } from '../../tools/operate/aws.ts';
import { up } from '../../tools/operate/local-cloud.ts';
import { ROOT } from '../../tools/project/paths.ts';
import { run } from '../../tools/project/run.ts';

// A deployment that lives: things of the configuration change, go and come back, on one cloud, in prod's settings.
const MINUTES = 60_000;
const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const SITE = 'north-refinery';
mkdirSync(join(ROOT, '.local'), { recursive: true });
const folder = mkdtempSync(join(ROOT, '.local', 'changes-'));
const first = inProdsSettings(loadConfig('local'));
const user = plantName(first, SITE, 'pi-integrator');
const secret = plantSecretName(first, SITE);
let cloud: Cloud;
let owner: Clients;
let iam: IAMClient;
let deployments = 0;

beforeAll(async () => {
  cloud = await up(join(folder, 'cloud'));
  owner = ownerClients(cloud, first.region);
  const { credentials, requestHandler } = owner.secrets.config;
  iam = new IAMClient({ endpoint: cloud.endpoint, region: first.region, credentials, requestHandler });
  await cdk('bootstrap', '--app', '', `aws://${first.account}/${first.region}`);
  await deploy(first);
}, 10 * MINUTES);

afterAll(async () => {
  await down(join(folder, 'cloud'));
  rmSync(folder, { recursive: true, force: true });
});

test('a first deployment makes a key of a PI Integrator and stores it', async () => {
  expect(await keyIn(secret)).toEqual(await activeKeys());
});

describe('when a site goes, gold gets another bucket and identities a boundary', () => {
  let before: string[];

  beforeAll(async () => {
    before = await activeKeys();
    const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    const policy = { PolicyName: 'acme-boundary', PolicyDocument: JSON.stringify(everything) };
    await iam.send(new CreatePolicyCommand(policy));
    await deploy(changed(first));
  }, 10 * MINUTES);

  test('the user, its key and the secret of the PI Integrator are gone', async () => {
    await expect(iam.send(new GetUserCommand({ UserName: user }))).rejects.toThrow(/NoSuchEntity|cannot be found/);
    await expect(owner.secrets.send(new DescribeSecretCommand({ SecretId: secret }))).rejects.toThrow();
  });

  test('whoever reads and writes gold names the new bucket', async () => {
    const { Job } = await owner.glue.send(new GetJobCommand({ JobName: pipelineName(first, 'silver-to-gold') }));
    expect(Job?.DefaultArguments?.['--gold']).toBe('s3://my-plant-data-gold-2');
    const reader = { RoleName: goldReaderName(first), PolicyName: 'ReadGold' };
    const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand(reader));
    expect(decodeURIComponent(PolicyDocument)).toContain('arn:aws:s3:::my-plant-data-gold-2/*');
  });

  test('the old bucket of gold is retained, by its name', async () => {
    await expect(owner.s3.send(new HeadBucketCommand({ Bucket: first.buckets.gold }))).resolves.toBeDefined();
  });

  test("the organization's boundary is on the pipeline and on no plant", async () => {
    const roles = [pipelineName(first, 'landing-intake'), plantName(first, 'east-chemicals', 'sender')];
    const found = await Promise.all(roles.map((RoleName) => iam.send(new GetRoleCommand({ RoleName }))));
    expect(found.map(({ Role }) => Role?.PermissionsBoundary?.PermissionsBoundaryArn?.split('/').at(-1))).toEqual([
      'acme-boundary',
      'airlock-local-sender-east-chemicals-boundary',
    ]);
  });

  describe('and when the site comes back', () => {
    beforeAll(() => deploy({ ...changed(first), sites: first.sites, datasets: first.datasets }), 10 * MINUTES);

    test('it has a new key, which its secret holds', async () => {
      const keys = await activeKeys();
      expect(await keyIn(secret)).toEqual(keys);
      expect(keys).not.toEqual(before);
    });
  });
});

function inProdsSettings(config: Config): Config {
  const { account } = config;
  return parseConfig(
    {
      ...config,
      removalPolicy: 'retain',
      breakGlassRoleArn: `arn:aws:iam::${account}:role/break-glass`,
      bronze: { objectLockDays: 7 },
      consumption: { kubeflow: { enabled: false } },
    },
    'local, in the settings of prod',
  );
}

/** Without the site that has a PI Integrator alone, with another bucket for gold, other limits and a boundary. */
function changed(config: Config): Config {
  return {
    ...config,
    sites: config.sites.filter(({ id }) => id !== SITE),
    datasets: config.datasets.filter(({ site }) => site !== SITE),
    buckets: { ...config.buckets, gold: `${config.buckets.gold}-2` },
    alarms: { ...config.alarms, quarantinedCells: 5 },
    permissionsBoundary: `arn:aws:iam::${config.account}:policy/acme-boundary`,
  };
}

/** By the unmodified CLI, out of an assembly with everything in it. */
async function deploy(config: Config): Promise<void> {
  deployments += 1;
  const outdir = join(folder, `assembly-${deployments}`);
  makeApp(config, { outdir, context: { 'aws:cdk:disable-asset-staging': false } }).synth();
  await cdk('deploy', '--all', '--app', outdir, '--require-approval', 'never', '--progress', 'events');
}

async function cdk(...words: string[]): Promise<void> {
  await run(process.execPath, [CDK, ...words], { env: environmentFor(cloud) });
}

async function activeKeys(): Promise<string[]> {
  const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName: user }));
  return AccessKeyMetadata.flatMap(({ AccessKeyId, Status }) => (Status === 'Active' ? (AccessKeyId ?? []) : []));
}

async function keyIn(SecretId: string): Promise<string[]> {
  const { SecretString = '{}' } = await owner.secrets.send(new GetSecretValueCommand({ SecretId }));
  return [JSON.parse(SecretString).accessKeyId];
}
