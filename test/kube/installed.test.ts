import { installedOf, namespacesMadeByOthers } from '../../tools/kube/api/installed.ts';
import { podOf } from '../../tools/kube/api/pods.ts';
import type { KubeObject } from '../../tools/kube/objects.ts';

const object = (kind: string, metadata: KubeObject['metadata'], rest: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata,
  ...rest,
});
const labels = { data: { 'namespace-labels.yaml': 'pod-security.kubernetes.io/enforce: "baseline"' } };

test("a profile makes its namespace, with the labels that its controller is told; Helm makes a chart's", () => {
  const all = [
    object('Namespace', { name: 'there' }),
    object('ConfigMap', { name: 'labels', namespace: 'there' }, labels),
    object('Profile', { name: 'analytics' }),
    object('ConfigMap', { name: 'a', namespace: 'argocd' }),
    object('ConfigMap', { name: 'b', namespace: 'kube-system' }),
  ];
  expect(namespacesMadeByOthers(all).map(({ metadata }) => metadata)).toEqual([
    { name: 'analytics', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
    { name: 'argocd' },
  ]);
});

test('what belongs to a namespace and names none is put where its Application goes, and what belongs to none nowhere', () => {
  const objects = [object('ConfigMap', { name: 'a' }), object('Namespace', { name: 'b', namespace: 'odd' })];
  const application = {
    name: 'part',
    project: 'p',
    source: { repoURL: '' },
    namespace: 'place',
    upstream: 2,
    objects,
    idle: [],
    moving: [],
  };
  const { applications } = installedOf(
    { objects: [], charts: [] },
    { applications: [application], charts: [], left: [] },
  );
  expect(applications.map(({ metadata }) => metadata)).toEqual([{ name: 'a', namespace: 'place' }, { name: 'b' }]);
});

test("the pod of a Deployment and of a CronJob is found, and a Notebook's is not taken for one", () => {
  const template = { metadata: { labels: { app: 'x' } }, spec: { containers: [] } };
  const jobTemplate = { spec: { template } };
  const pods = [
    object('Deployment', { name: 'd', namespace: 'n' }, { spec: { template } }),
    object('CronJob', { name: 'c', namespace: 'n' }, { spec: { jobTemplate } }),
    object('Notebook', { name: 'k', namespace: 'n' }, { spec: { template } }),
  ].flatMap(podOf);
  expect(pods.map(({ metadata }) => metadata)).toEqual([
    { name: 'd-deployment', namespace: 'n', labels: { app: 'x' } },
    { name: 'c-cronjob', namespace: 'n', labels: { app: 'x' } },
  ]);
});
