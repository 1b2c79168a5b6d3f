import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { z } from 'zod';
import type { Config, Feeder } from '../../lib/config.ts';
import { plantName, plantPath, plantSecretName } from '../../lib/contract.ts';
import type { Clients, Credentials } from './aws.ts';

const accessKey = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });

/** Credentials of a site's feeder: the stored key of a PI Integrator, or a session of a sender's role. */
export async function plantCredentials(
  deployer: Clients,
  config: Config,
  site: string,
  feeder: Feeder,
): Promise<Credentials> {
  if (feeder.profile === 'pi-integrator') {
    const answer = await deployer.secrets.send(new GetSecretValueCommand({ SecretId: plantSecretName(config, site) }));
    return accessKey.parse(JSON.parse(answer.SecretString ?? '{}'));
  }
  const role = `arn:aws:iam::${config.account}:role${plantPath(config)}${plantName(config, site, feeder.profile)}`;
  return assume(deployer.sts, role, feeder.externalId);
}

async function assume(sts: STSClient, roleArn: string, externalId?: string): Promise<Credentials> {
  const { Credentials: session } = await sts.send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'demo', ExternalId: externalId }),
  );
  if (session?.AccessKeyId === undefined || session.SecretAccessKey === undefined) {
    throw new Error(`${roleArn}: got no session, wanted temporary credentials`);
  }
  return {
    accessKeyId: session.AccessKeyId,
    secretAccessKey: session.SecretAccessKey,
    ...(session.SessionToken !== undefined && { sessionToken: session.SessionToken }),
  };
}
