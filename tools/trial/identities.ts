import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import type { Config, Feeder } from '../../lib/config/config.ts';
import { deploymentName, plantSecretName } from '../../lib/contract/index.ts';
import { type Cloud, environmentFor } from '../../packages/local-cloud/cloud.ts';
import { outputsFile } from '../demo/steps/deploy.ts';
import { PLANT_CA, python, ROOT } from '../project/paths.ts';
import { run } from '../project/run.ts';
import type { Clients, Credentials } from './aws.ts';
import type { PlantIdentity } from './identity.ts';

const accessKey = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });

/** What a credential process prints. */
const session = z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), SessionToken: z.string() });

/** The deployment whose plants these are. */
interface Deployment {
  readonly deployer: Clients;
  readonly cloud: Cloud;
  readonly config: Config;
}

/** Every site's feeders, each with its credentials. */
export async function plantIdentities(deployment: Deployment): Promise<PlantIdentity[]> {
  const feeders = deployment.config.sites.flatMap(({ id: site, feeders }) =>
    feeders.map((feeder) => ({ site, feeder })),
  );
  const plants: PlantIdentity[] = [];
  for (const { site, feeder } of feeders) {
    plants.push({ site, feeder, credentials: await plantCredentials(deployment, site, feeder) });
  }
  return plants;
}

/** Credentials of a site's feeder: the stored key of a PI Integrator, or what a sender's certificate opens. */
export async function plantCredentials(
  { deployer, cloud, config }: Deployment,
  site: string,
  feeder: Feeder,
): Promise<Credentials> {
  if (feeder.profile === 'sender') return byCertificate(cloud, config, site);
  const answer = await deployer.secrets.send(new GetSecretValueCommand({ SecretId: plantSecretName(config, site) }));
  return accessKey.parse(JSON.parse(answer.SecretString ?? '{}'));
}

async function byCertificate(cloud: Cloud, config: Config, site: string): Promise<Credentials> {
  const arn = outputsOf(cloud, config, site);
  const words = [
    ...['--certificate', join(PLANT_CA, `${site}.pem`), '--private-key', join(PLANT_CA, `${site}.key`)],
    ...['--trust-anchor-arn', arn('SenderTrustAnchor'), '--profile-arn', arn('SenderProfile')],
    ...['--role-arn', arn('SenderRole'), '--endpoint', cloud.endpoint],
  ];
  const program = join(ROOT, 'packages', 'local-cloud', 'signing_helper.py');
  const printed = await run(python('local'), [program, 'credential-process', ...words], { env: environmentFor(cloud) });
  const { AccessKeyId, SecretAccessKey, SessionToken } = session.parse(JSON.parse(printed));
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

/** Looks up an output of the ingestion stack by its name within the site. */
function outputsOf(cloud: Cloud, config: Config, site: string): (name: string) => string {
  const file = outputsFile(cloud);
  if (!existsSync(file)) throw new Error(`${file}: no such file, wanted the outputs of a deploy`);
  const stacks = z.record(z.string(), z.record(z.string(), z.string())).parse(JSON.parse(readFileSync(file, 'utf8')));
  const outputs = stacks[`${deploymentName(config)}-ingestion`] ?? {};
  return (name) => {
    // The CDK makes the key of the output's path, and puts a hash behind it.
    const key = new RegExp(`^${site.replaceAll('-', '')}${name}[0-9A-F]{8}$`);
    const [, value] = Object.entries(outputs).find(([each]) => key.test(each)) ?? [];
    if (value === undefined) throw new Error(`${file}: got no output ${name} of ${site}, wanted its ARN`);
    return value;
  };
}
