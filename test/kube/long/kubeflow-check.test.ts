import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '../../../lib/config/load-config.ts';
import { isControlPlaneBuilt } from '../../../tools/kube/api/build.ts';
import type { ControlPlane } from '../../../tools/kube/api/control-plane.ts';
import { onControlPlane } from '../../../tools/kube/api/tried.ts';
import { checkKubeflow } from '../../../tools/kube/check/check.ts';
import type { Step } from '../../../tools/kube/check/step.ts';
import type { KubeObject } from '../../../tools/kube/objects.ts';

/** A kind as its controllers write it: nothing here reads its fields. */
const definition = (group: string, version: string, kind: string): KubeObject => {
  const plural = `${kind.toLowerCase()}s`;
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  };
};

const DEFINITIONS = [
  definition('argoproj.io', 'v1alpha1', 'Application'),
  definition('kubeflow.org', 'v1', 'Notebook'),
  definition('kubeflow.org', 'v1alpha1', 'PodDefault'),
];
const namespace = (name: string): KubeObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const application = (name: string, sync: string): KubeObject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name, namespace: 'argocd' },
  status: { sync: { status: sync }, health: { status: 'Healthy' } },
});
const form = `spawnerFormDefaults: {image: {value: 'own/image:1'}, cpu: {value: '1'}, memory: {value: 4Gi}}`;
const OBJECTS: readonly KubeObject[] = [
  application('dex', 'Synced'),
  application('istio', 'OutOfSync'),
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'jupyter-web-app-config', namespace: 'kubeflow' },
    data: { 'spawner_ui_config.yaml': form },
  },
  {
    apiVersion: 'kubeflow.org/v1alpha1',
    kind: 'PodDefault',
    metadata: { name: 'gold', namespace: 'process-analytics' },
    spec: { selector: { matchLabels: { gold: 'true' } } },
  },
];

/** Says of each notebook that it runs, as Kubeflow's controller does once there is a pod. */
async function runNotebooks({ kubectl }: ControlPlane, isOver: () => boolean): Promise<KubeObject[]> {
  const seen = new Map<string, KubeObject>();
  while (!isOver()) {
    const { items } = await kubectl.json('get', 'notebooks', '--namespace', 'process-analytics');
    for (const notebook of items as KubeObject[]) {
      seen.set(notebook.metadata.name, notebook);
      const runs = JSON.stringify({ status: { readyReplicas: 1 } });
      await kubectl.attempt([
        'patch',
        'notebook',
        notebook.metadata.name,
        '-n',
        'process-analytics',
        '--type=merge',
        '-p',
        runs,
      ]);
    }
    await sleep(500);
  }
  return [...seen.values()];
}

async function checked(plane: ControlPlane): Promise<{ steps: Step[]; notebooks: KubeObject[]; left: unknown }> {
  const { kubectl } = plane;
  await kubectl.apply([...['argocd', 'kubeflow', 'process-analytics'].map(namespace), ...DEFINITIONS]);
  await kubectl.attempt(['wait', '--for=condition=Established', '--timeout=60s', 'crd', '--all']);
  const { refusals } = await kubectl.apply(OBJECTS);
  expect(refusals).toEqual([]);
  const steps: Step[] = [];
  let over = false;
  const controller = runNotebooks(plane, () => over);
  const check = { kubectl, config: loadConfig('prod'), profile: 'process-analytics', parts: ['dex', 'istio'] };
  for await (const step of checkKubeflow(check)) steps.push(step);
  over = true;
  const { items } = await kubectl.json('get', 'notebooks,persistentvolumeclaims', '--namespace', 'process-analytics');
  // A volume's claim is let go by a controller, which there is none of here.
  const left = (items as KubeObject[]).filter(({ metadata }) => !('deletionTimestamp' in metadata));
  return { steps, notebooks: await controller, left };
}

// A build takes minutes: `airlock test-kube --api` makes it.
const ifBuilt = isControlPlaneBuilt() ? test : test.skip;

ifBuilt(
  'on a real API server it tells parts, starts a notebook with every default, and leaves nothing behind',
  async () => {
    const found = await onControlPlane(checked);
    const [parts, start, line, pipeline] = found?.steps ?? [];
    expect(parts).toMatchObject({ works: false, words: '1 of 2 are.\n  istio is not as it was ordered (OutOfSync)' });
    expect(start).toMatchObject({ works: true, words: expect.stringMatching(/^own\/image:1, after \d+ s\.$/) });
    // No node runs its pod, and it says so.
    expect(line).toMatchObject({ works: false, words: expect.stringMatching(/pods "airlock-check-\w+-0" not found/) });
    expect(pipeline?.works).toBe(false);
    expect(found?.notebooks).toEqual([
      expect.objectContaining({
        metadata: expect.objectContaining({ labels: { gold: 'true', app: expect.any(String) } }),
      }),
    ]);
    expect(found?.left).toEqual([]);
  },
  300_000,
);
