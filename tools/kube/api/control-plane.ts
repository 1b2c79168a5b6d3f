import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KUBE } from '../places.ts';
import { Kubectl } from './kubectl.ts';
import { freePort, Processes } from './processes.ts';

/** A real API server with its etcd, on loopback, for as long as something is tried on it. */
export interface ControlPlane {
  readonly kubectl: Kubectl;
  readonly kubeconfig: string;
  /** The program that is each of its parts. */
  readonly program: string;
  /** Its files, and those of whatever runs beside it. */
  readonly folder: string;
  readonly processes: Processes;
}

const READY_SECONDS = 180;

/** Starts a control plane. Without controllers it answers, and nothing acts; with them what needs no node does. */
export async function startControlPlane(
  program: string,
  kubectlProgram: string,
  { controllers }: { readonly controllers: boolean },
): Promise<ControlPlane> {
  mkdirSync(KUBE, { recursive: true });
  const folder = mkdtempSync(join(KUBE, 'plane-'));
  const processes = new Processes(folder);
  const [store, port] = [await freePort(), await freePort()];
  const kubeconfig = join(folder, 'kubeconfig.json');
  const token = randomBytes(24).toString('hex');
  const key = join(folder, 'service-accounts.pem');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(join(folder, 'tokens.csv'), `${token},admin,admin,system:masters\n`);
  writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(port, token)));
  const kubectl = new Kubectl(kubectlProgram, ['--kubeconfig', kubeconfig], folder);
  try {
    processes.start('etcd', program, ['etcd', join(folder, 'etcd'), String(store)]);
    processes.start('apiserver', program, ['apiserver', ...apiServerFlags(folder, store, port, key)]);
    await ready(kubectl, processes);
    if (controllers)
      processes.start('controllers', program, ['controller-manager', ...controllerFlags(kubeconfig, key)]);
    return { kubectl, kubeconfig, program, folder, processes };
  } catch (error) {
    await processes.stop();
    throw error;
  }
}

function apiServerFlags(folder: string, store: number, port: number, key: string): string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${store}`,
    `--secure-port=${port}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    `--cert-dir=${join(folder, 'certificates')}`,
    '--service-cluster-ip-range=10.0.0.0/24',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--allow-privileged=true',
    // No node runs what would answer them, and what would make a namespace's own account.
    '--disable-admission-plugins=MutatingAdmissionWebhook,ValidatingAdmissionWebhook,ServiceAccount',
  ];
}

function controllerFlags(kubeconfig: string, key: string): string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    `--service-account-private-key-file=${key}`,
    '--leader-elect=false',
    '--secure-port=0',
  ];
}

function kubeconfigOf(port: number, token: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'here', cluster: { server: `https://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'here', context: { cluster: 'here', user: 'admin' } }],
    'current-context': 'here',
  };
}

async function ready(kubectl: Kubectl, processes: Processes): Promise<void> {
  for (let waited = 0; waited < READY_SECONDS; waited++) {
    processes.requireRunning();
    if ((await kubectl.attempt(['get', '--raw', '/readyz'])).status === 0) return;
    await sleep(1000);
  }
  throw new Error(`the API server was not ready after ${READY_SECONDS} s`);
}
