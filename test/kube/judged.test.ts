import type { Handed } from '../../tools/kube/handed.ts';
import { judged } from '../../tools/kube/judge/judged.ts';
import { secretsMissing } from '../../tools/kube/judge/secrets.ts';
import type { KubeObject } from '../../tools/kube/objects.ts';
import type { RenderedApplication } from '../../tools/kube/render/rendered-application.ts';

const object = (kind: string, name: string, rest: object = {}, apiVersion = 'v1'): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'place' },
  ...rest,
});
const definition = (group: string, kind: string, scope: string): KubeObject =>
  object('CustomResourceDefinition', kind, { spec: { group, names: { kind }, scope } }, 'apiextensions.k8s.io/v1');

const CHART = { name: 'c', repository: '', version: '1', release: 'c', namespace: 'place', values: {} };

const project = (...kinds: string[]): Handed => ({
  charts: [CHART],
  objects: [
    object(
      'AppProject',
      'kubeflow',
      {
        spec: {
          sourceRepos: ['https://github.com/kubeflow/all.git'],
          destinations: [{ server: 'here', namespace: 'place' }],
          clusterResourceWhitelist: [
            { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
            ...kinds.map((kind) => ({ group: 'own.io', kind })),
          ],
        },
      },
      'argoproj.io/v1alpha1',
    ),
  ],
});

const application = (objects: readonly KubeObject[], rest: Partial<RenderedApplication> = {}): RenderedApplication => ({
  name: 'part',
  project: 'kubeflow',
  source: { repoURL: 'https://github.com/kubeflow/all.git' },
  namespace: 'place',
  upstream: objects.length,
  objects,
  idle: [],
  moving: [],
  ...rest,
});

const findings = (handed: Handed, ...applications: RenderedApplication[]): string[] =>
  judged(handed, { applications, charts: [], left: [] });

test('the scope of an object is what its definition says, whatever namespace the object names', () => {
  const objects = [definition('own.io', 'Decorator', 'Cluster'), object('Decorator', 'mine', {}, 'own.io/v1')];
  expect(findings(project(), application(objects))).toEqual([
    'part: own.io/Decorator mine is of the whole cluster: project kubeflow does not take it',
  ]);
  expect(findings(project('Decorator'), application(objects))).toEqual([]);
});

test('an object outside the namespaces of the project, and one that nobody defines, are found', () => {
  const outside = { ...object('ConfigMap', 'far'), metadata: { name: 'far', namespace: 'kube-system' } };
  expect(findings(project(), application([outside, object('Thing', 'odd', {}, 'own.io/v1')]))).toEqual([
    'part: ConfigMap far lies in namespace kube-system: project kubeflow does not take it',
    'part: Thing odd: no definition of own.io/Thing: project kubeflow does not take it',
  ]);
});

test('another repository is found', () => {
  const source = { repoURL: 'https://github.com/someone/else.git' };
  expect(findings(project(), application([], { source }))).toEqual([
    'part: https://github.com/someone/else.git is no source of kubeflow',
  ]);
});

test('a secret with a value, and a value that upstream publishes, are found; a secret that is filled later is not', () => {
  const objects = [
    object('Secret', 'full', { data: { key: 'eA==' } }),
    object('Secret', 'filled-later'),
    object('ConfigMap', 'known', { data: { owner: 'user@example.com' } }),
  ];
  expect(findings(project(), application(objects))).toEqual([
    'part: Secret full holds a value',
    'part: ConfigMap known has "user@example.com"',
  ]);
});

test('an object of two Applications, and a patch that changes nothing, are found', () => {
  const shared = [object('ConfigMap', 'shared')];
  const other = application(shared, { name: 'other', idle: [1] });
  expect(findings(project(), application(shared), other)).toEqual([
    'other: patch 2 changes nothing',
    '/ConfigMap place/shared: installed by part and other',
  ]);
});

test('an own object is found whose namespace or kind comes only once Argo CD has worked', () => {
  const early = [
    object('Default', 'gold', {}, 'own.io/v1'),
    { ...object('Role', 'r'), metadata: { name: 'r', namespace: 'analytics' } },
  ];
  const handed = project();
  const all = { ...handed, objects: [...handed.objects, ...early] };
  expect(findings(all, application([definition('own.io', 'Default', 'Namespaced')]))).toEqual([
    'Default place/gold: Argo CD defines own.io/Default, later than it is made',
    'Role analytics/r: nothing makes its namespace before it',
  ]);
});

test('a pod that wants a Secret, or a key of one, that nothing makes is found; a Certificate makes one, and an optional one may be missing', () => {
  const asked = object(
    'ClusterExternalSecret',
    'db',
    {
      spec: {
        externalSecretName: 'db',
        namespaceSelectors: [{ matchLabels: { 'kubernetes.io/metadata.name': 'place' } }],
        externalSecretSpec: { target: { name: 'db', template: { data: { password: '{{ .p }}' } } }, data: [] },
      },
    },
    'external-secrets.io/v1',
  );
  const env = ['password', 'user'].map((key) => ({ name: key, valueFrom: { secretKeyRef: { name: 'db', key } } }));
  const spec = {
    containers: [{ name: 'main', env, envFrom: [{ secretRef: { name: 'all' } }] }],
    initContainers: [{ name: 'first', envFrom: [{ secretRef: { name: 'maybe', optional: true } }] }],
    volumes: [{ secret: { secretName: 'tls' } }, { secret: { secretName: 'none' } }],
  };
  const certificate = object('Certificate', 'tls-of-it', { spec: { secretName: 'tls' } });
  const workload = object('Deployment', 'web', { spec: { template: { spec } } }, 'apps/v1');
  const handed = { charts: [CHART], objects: [asked] };
  expect(
    secretsMissing(handed, { applications: [application([certificate, workload])], charts: [], left: [] }),
  ).toEqual([
    'part: Deployment web wants the Secret place/db, user: nothing makes it',
    'part: Deployment web wants the Secret place/all: nothing makes it',
    'part: Deployment web wants the Secret place/none: nothing makes it',
  ]);
});

test("a key that Helm makes up for a webhook is no value that a chart gives away; any other Secret's is", () => {
  const secret = (type: string) => object('Secret', 'key', { type, data: { 'tls.key': 'eA==' } });
  const charts = [{ chart: CHART, objects: [secret('kubernetes.io/tls'), secret('Opaque')] }];
  expect(judged({ charts: [CHART], objects: [] }, { applications: [], charts, left: [] })).toEqual([
    'chart c: Secret key holds a value',
  ]);
});
