import { setTimeout as sleep } from 'node:timers/promises';
import { NOTEBOOK_ACCOUNT } from '../../../lib/contract/index.ts';
import type { Kubectl } from '../api/kubectl.ts';
import type { KubeObject } from '../objects.ts';
import type { Offered } from './spawner.ts';
import type { Step } from './step.ts';

const DOES = 'A notebook starts';
const POLL_MS = 5000;
const TOKENS = '/var/run/secrets/kubeflow/pipelines';

export interface NotebookProps extends Offered {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A notebook and its volume, as the dashboard's form makes them. */
export function notebookObjects({ name, namespace, labels, image, cpu, memory }: NotebookProps): KubeObject[] {
  const claim = `${name}-workspace`;
  const token = { serviceAccountToken: { audience: 'pipelines.kubeflow.org', expirationSeconds: 7200, path: 'token' } };
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: claim, namespace },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
    {
      apiVersion: 'kubeflow.org/v1',
      kind: 'Notebook',
      metadata: { name, namespace, labels: { ...labels, app: name } },
      spec: {
        template: {
          spec: {
            serviceAccountName: NOTEBOOK_ACCOUNT,
            containers: [
              {
                name,
                image,
                resources: { requests: { cpu, memory } },
                // Where the client of Pipelines looks for who asks.
                env: [{ name: 'KF_PIPELINES_SA_TOKEN_PATH', value: `${TOKENS}/token` }],
                volumeMounts: [
                  { name: 'workspace', mountPath: '/home/jovyan' },
                  { name: 'pipelines', mountPath: TOKENS, readOnly: true },
                ],
              },
            ],
            volumes: [
              { name: 'workspace', persistentVolumeClaim: { claimName: claim } },
              { name: 'pipelines', projected: { sources: [token] } },
            ],
          },
        },
      },
    },
  ];
}

/** Waits until a notebook runs, or says what it waits for. */
export async function started(
  kubectl: Kubectl,
  { name, namespace, image }: NotebookProps,
  minutes: number,
): Promise<Step> {
  const begun = Date.now();
  while (Date.now() < begun + minutes * 60_000) {
    const { status } = await kubectl.json('get', 'notebooks.kubeflow.org', name, '--namespace', namespace);
    if (Number(Reflect.get(Object(status), 'readyReplicas')) > 0) {
      return { does: DOES, works: true, words: `${image}, after ${Math.round((Date.now() - begun) / 1000)} s.` };
    }
    await sleep(POLL_MS);
  }
  return {
    does: DOES,
    works: false,
    words: `After ${minutes} min it does not run${await reasons(kubectl, name, namespace)}`,
  };
}

async function reasons(kubectl: Kubectl, name: string, namespace: string): Promise<string> {
  const { items } = await kubectl.json('get', 'events', '--namespace', namespace);
  const events = items as { type: string; message: string; involvedObject: { name: string } }[];
  const said = events
    .filter(({ type, involvedObject }) => type === 'Warning' && involvedObject.name.startsWith(name))
    .map(({ message }) => message);
  return [':', ...new Set(said.length > 0 ? said : ['and the cluster does not say why'])].join('\n  ');
}
