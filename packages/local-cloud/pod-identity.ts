import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Cloud, environmentFor } from './cloud.ts';

const agentFile = z.object({ endpoint: z.url() });
const OWN_KEYS = new Set(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']);

/** A pod as far as credentials go: what its processes have in their environment. */
export interface Pod {
  /** Holds no key: the SDKs fetch a session by these variables, as in a pod on EKS. */
  readonly environment: Record<string, string>;
  /** Takes the token away; sessions that were given stay good until they end. */
  readonly close: () => void;
}

/**
 * A pod of a service account, whose processes act as the role that a Pod Identity association gives it.
 *
 * @throws Error with the agent's answer where no association names the service account, or its role does not trust EKS.
 */
export async function podIdentity(cloud: Cloud, namespace: string, serviceAccount: string): Promise<Pod> {
  const agent = join(cloud.stateFolder, 'pod-identity.json');
  if (!existsSync(agent)) throw new Error(`${agent} is missing: start the local cloud`);
  const { endpoint } = agentFile.parse(JSON.parse(readFileSync(agent, 'utf8')));
  const folder = join(cloud.stateFolder, 'pods', namespace, serviceAccount);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const token = randomBytes(32).toString('hex');
  const file = join(folder, randomBytes(8).toString('hex'));
  writeFileSync(file, token, { mode: 0o600 });
  const close = (): void => rmSync(file, { force: true });
  const answer = await fetch(endpoint, { headers: { Authorization: token } });
  if (!answer.ok) {
    close();
    throw new Error(`no credentials for ${namespace}/${serviceAccount}: ${await answer.text()}`);
  }
  await answer.body?.cancel();
  const rest = Object.entries(environmentFor(cloud)).filter(([name]) => !OWN_KEYS.has(name));
  const pod = { AWS_CONTAINER_CREDENTIALS_FULL_URI: endpoint, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file };
  return { environment: { ...Object.fromEntries(rest), ...pod }, close };
}
