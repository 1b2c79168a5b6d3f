import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isApplication } from '../../tools/kube/application.ts';
import type { KubeObject } from '../../tools/kube/objects.ts';
import { layerPrograms } from '../../tools/kube/programs.ts';
import { renderedApplication } from '../../tools/kube/render/rendered-application.ts';
import { repositories } from '../../tools/kube/upstream/repositories.ts';
import { repositoryOf } from './small-upstream.ts';

const folder = mkdtempSync(join(tmpdir(), 'airlock-upstream-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = (name: string, value: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {value: ${value}}\n`;

repositoryOf(folder, 'airlock-test/other', {
  'base/kustomization.yaml': 'resources: [settings.yaml]\n',
  'base/settings.yaml': settings('of-another', 'tagged'),
});
const commit = repositoryOf(folder, 'airlock-test/small', {
  'overlay/kustomization.yaml':
    'resources: [../base, "https://github.com/airlock-test/other/base?ref=v1"]\nnamespace: place\n',
  'base/kustomization.yaml': 'resources: [settings.yaml, secret.yaml]\n',
  'base/settings.yaml': settings('own', 'upstream'),
  'base/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: known}\nstringData: {key: minio123}\n',
});

const replacing = (name: string, value: string) => ({
  target: { kind: 'ConfigMap', name },
  patch: JSON.stringify([{ op: 'replace', path: '/data/value', value }]),
});
const taken = (name: string) => ({
  target: { kind: 'Secret', name },
  patch: JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, $patch: 'delete' }),
});

async function rendered(...patches: object[]) {
  const application: KubeObject = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'small' },
    spec: {
      project: 'kubeflow',
      source: {
        repoURL: 'https://github.com/airlock-test/small.git',
        targetRevision: commit,
        path: 'overlay',
        ...(patches.length > 0 && { kustomize: { patches } }),
      },
      destination: { namespace: 'place' },
    },
  };
  const programs = await layerPrograms();
  if (!isApplication(application) || programs === undefined) throw new Error('wanted an Application, and Linux');
  const made = await renderedApplication(application, {
    programs,
    from: repositories({ given: folder, online: false }),
  });
  if (made === undefined) throw new Error('wanted both repositories');
  return made;
}

// The layer's programs run there alone.
const onLinux = process.platform === 'linux' && process.arch === 'x64' ? test : test.skip;

onLinux('an Application is its folder with the patches, other repositories taken by git', async () => {
  const { upstream, objects, idle, moving } = await rendered(replacing('own', 'ours'), taken('known'));
  expect(objects.map(({ kind, metadata, data }) => [kind, metadata.namespace, metadata.name, data])).toEqual([
    ['ConfigMap', 'place', 'of-another', { value: 'tagged' }],
    ['ConfigMap', 'place', 'own', { value: 'ours' }],
  ]);
  expect([upstream, idle]).toEqual([3, []]);
  expect(moving).toEqual([expect.stringMatching(/^airlock-test\/other v1 is [0-9a-f]{40}$/)]);
});

onLinux('a patch that nothing fits, and one that changes nothing, are idle', async () => {
  const { idle } = await rendered(taken('misspelt'), taken('known'), replacing('own', 'upstream'));
  expect(idle).toEqual([0, 2]);
});
