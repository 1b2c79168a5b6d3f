import { problemsOf } from '../../manifests/problems.ts';

const application = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'dex', namespace: 'argocd', labels: { 'any/name': 'any value' } },
  spec: {
    project: 'kubeflow',
    source: { repoURL: 'https://example.org/r.git', path: 'a', kustomize: { patches: [{ patch: '[]' }] } },
    destination: { server: 'https://kubernetes.default.svc', namespace: 'auth' },
  },
};
const { spec } = application;
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: { spec: { containers: [{ name: 'web', image: 'web', imagePulPolicy: 'Always' }] } },
  },
};

test('an object that fits its model has no problem', async () => {
  expect(await problemsOf(application)).toEqual([]);
});

const store = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ClusterSecretStore',
  metadata: { name: 'store' },
  spec: { provider: { aws: { service: 'SecretsManager', region: 'us-east-1' } } },
};

test('an object of a kind that no package has a model of is held against our own', async () => {
  expect(await problemsOf(store)).toEqual([]);
});

test.each<[string, unknown, string]>([
  [
    'a misspelt field of such a kind',
    { ...store, spec: { ...store.spec, condtions: [] } },
    'ClusterSecretStore store: /spec Unrecognized key: "condtions"',
  ],
  [
    'a misspelt field',
    { ...application, spec: { ...spec, source: { ...spec.source, kustomise: {} } } },
    'Application dex: unknown field /spec/source/kustomise',
  ],
  [
    'a misspelt field in a list',
    { ...application, spec: { ...spec, source: { ...spec.source, kustomize: { patches: [{ pach: '[]' }] } } } },
    'Application dex: unknown field /spec/source/kustomize/patches/0/pach',
  ],
  [
    'a misspelt field of a built-in kind',
    deployment,
    'Deployment web: unknown field /spec/template/spec/containers/0/imagePulPolicy',
  ],
  [
    'a value of another type',
    { ...application, spec: { ...spec, project: 1 } },
    'Application dex: data/spec/project must be string',
  ],
  ['a missing field', { ...application, spec: { ...spec, destination: undefined } }, 'required property destination'],
  ['a kind of no model', { ...application, kind: 'Aplication' }, 'no model of Aplication in argoproj.io/v1alpha1'],
  ['what is no object', [], 'not a Kubernetes object'],
])('%s is a problem that is named', async (_, manifest, wanted) => {
  expect((await problemsOf(manifest)).join('\n')).toContain(wanted);
});
