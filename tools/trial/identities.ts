import { join } from 'node:path';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import type { Config, Feeder } from '../../lib/config/config.ts';
import { plantSecretName } from '../../lib/contract/index.ts';
import { type Cloud, environmentFor } from '../../packages/local-cloud/cloud.ts';
import type { Clients, Credentials } from '../operate/aws.ts';
import { PLANT_CA, python, ROOT } from '../project/paths.ts';
import { run } from '../project/run.ts';
import type { PlantIdentity } from './identity.ts';
import { outputsOf } from './outputs.ts';

const accessKey = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });

/** Output of a credential process. */
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

/** The command of a credential process that signs with the certificate of a site's sender. */
export function signingWords(cloud: Cloud, config: Config, site: string): string[] {
  const arn = outputsOf(cloud, config, site);
  return [
    ...[python('local'), join(ROOT, 'packages', 'local-cloud', 'signing_helper.py'), 'credential-process'],
    ...['--certificate', join(PLANT_CA, `${site}.pem`), '--private-key', join(PLANT_CA, `${site}.key`)],
    ...['--trust-anchor-arn', arn('SenderTrustAnchor'), '--profile-arn', arn('SenderProfile')],
    ...['--role-arn', arn('SenderRole'), '--endpoint', cloud.endpoint],
  ];
}

async function byCertificate(cloud: Cloud, config: Config, site: string): Promise<Credentials> {
  const [program = '', ...words] = signingWords(cloud, config, site);
  const printed = await run(program, words, { env: environmentFor(cloud) });
  const { AccessKeyId, SecretAccessKey, SessionToken } = session.parse(JSON.parse(printed));
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
