import { join } from 'node:path';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import type { Config, Feeder } from '../../lib/config/config.ts';
import { plantSecretName } from '../../lib/contract/index.ts';
import { type Cloud, environmentFor } from '../../packages/local-cloud/cloud.ts';
import { PLANT_CA, python, ROOT } from '../project/paths.ts';
import { run } from '../project/run.ts';
import type { Clients, Credentials } from './aws.ts';
import { outputsOf } from './outputs.ts';

const accessKey = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });

/** Output of a credential process. */
const session = z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), SessionToken: z.string() });

/** The deployment whose plants these are. */
export interface Deployment {
  readonly deployer: Clients;
  readonly cloud: Cloud;
  readonly config: Config;
}

/** Credentials of a site's feeder: the stored key of a PI Integrator, or what a sender's certificate opens. */
export async function plantCredentials(
  { deployer, cloud, config }: Deployment,
  site: string,
  feeder: Feeder,
): Promise<Credentials> {
  if (feeder.profile === 'sender') return byCertificate({ deployer, cloud, config }, site);
  const answer = await deployer.secrets.send(new GetSecretValueCommand({ SecretId: plantSecretName(config, site) }));
  return accessKey.parse(JSON.parse(answer.SecretString ?? '{}'));
}

/** The command of a credential process that signs with the certificate of a site's sender. */
export async function signingWords({ deployer, cloud, config }: Deployment, site: string): Promise<string[]> {
  const arn = await outputsOf(deployer, config, site);
  return [
    ...[python('local'), join(ROOT, 'packages', 'local-cloud', 'signing_helper.py'), 'credential-process'],
    ...['--certificate', join(PLANT_CA, `${site}.pem`), '--private-key', join(PLANT_CA, `${site}.key`)],
    ...['--trust-anchor-arn', arn('SenderTrustAnchor'), '--profile-arn', arn('SenderProfile')],
    ...['--role-arn', arn('SenderRole'), '--endpoint', cloud.endpoint],
  ];
}

async function byCertificate(deployment: Deployment, site: string): Promise<Credentials> {
  const [program = '', ...words] = await signingWords(deployment, site);
  const printed = await run(program, words, { env: environmentFor(deployment.cloud) });
  const { AccessKeyId, SecretAccessKey, SessionToken } = session.parse(JSON.parse(printed));
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
