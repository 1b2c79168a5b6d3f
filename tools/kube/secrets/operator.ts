import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from '../api/control-plane.ts';
import { freePort } from '../api/processes.ts';
import type { KubeObject } from '../objects.ts';

interface Deployment extends KubeObject {
  readonly spec: { readonly template: { readonly spec: PodSpec } };
}

interface PodSpec {
  readonly serviceAccountName: string;
  readonly containers: readonly { readonly args: readonly string[] }[];
}

/** Starts External Secrets as its chart does, with the rights of its account, and AWS at an address of this machine. */
export async function startOperator(
  { folder, kubeconfig, processes }: ControlPlane,
  program: string,
  objects: readonly KubeObject[],
  aws: string,
): Promise<void> {
  const deployment = objects.find((object): object is Deployment => object.kind === 'Deployment');
  if (deployment === undefined) throw new Error('got no Deployment of External Secrets, wanted its arguments');
  const { serviceAccountName, containers } = deployment.spec.template.spec;
  const own = join(folder, 'operator.json');
  writeFileSync(own, asAccount(kubeconfig, deployment.metadata.namespace ?? 'default', serviceAccountName));
  const here = [`--metrics-addr=127.0.0.1:${await freePort()}`, `--live-addr=127.0.0.1:${await freePort()}`];
  processes.start('external-secrets', program, [...(containers[0]?.args ?? []), ...here], {
    KUBECONFIG: own,
    AWS_SECRETSMANAGER_ENDPOINT: aws,
    AWS_ACCESS_KEY_ID: 'here',
    AWS_SECRET_ACCESS_KEY: 'here',
  });
}

/** The same way to the server, as a service account. */
function asAccount(kubeconfig: string, namespace: string, name: string): string {
  const { users, ...rest } = JSON.parse(readFileSync(kubeconfig, 'utf8'));
  const groups = ['system:authenticated', 'system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  const as = { as: `system:serviceaccount:${namespace}:${name}`, 'as-groups': groups };
  const account = users.map(({ user, ...named }: { user: object }) => ({ ...named, user: { ...user, ...as } }));
  return JSON.stringify({ ...rest, users: account });
}
