import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configured } from '../../tools/kube/argo/in-place-of-chart.ts';
import { outcomeOf } from '../../tools/kube/argo/outcome.ts';
import { changesIn } from '../../tools/kube/argo/pods-write.ts';
import { served } from '../../tools/kube/argo/served.ts';
import { changes } from '../../tools/kube/argo/settled.ts';
import { argoSourceAt } from '../../tools/kube/argo/source.ts';
import { variablesOf } from '../../tools/kube/argo/workload.ts';
import type { ApplicationState } from '../../tools/kube/check/applications.ts';
import type { KubeObject } from '../../tools/kube/objects.ts';
import { onArgo } from '../../tools/kube/plane-rungs.ts';
import { repositories } from '../../tools/kube/upstream/repositories.ts';
import { repositoryOf } from './small-upstream.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'argo-'));
const settings = (name: string, data: object): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});
const part = (name: string, env: readonly object[]): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: `a-release-${name}`, labels: { 'app.kubernetes.io/name': name } },
  spec: { template: { spec: { containers: [{ name, env }, { name: 'beside' }] } } },
});
const fromSettings = (name: string, map: string, key: string) => ({
  name,
  valueFrom: { configMapKeyRef: { name: map, key, optional: true } },
});
const values = {
  configs: { cm: { one: 'chart' }, params: { 'exec.timeout': '180s' } },
  repoServer: { env: [{ name: 'OWN', value: '1' }] },
};

test("Argo CD's own manifests are told what the chart's values say, and keep the rest of what they say themselves", () => {
  const [main, params, others] = [
    settings('argocd-cm', { one: 'source', two: 'source' }),
    settings('argocd-cmd-params-cm', {}),
    settings('argocd-rbac-cm', { one: 'source' }),
  ].map((object) => configured(object, { values }).data);
  expect([main, params, others]).toEqual([
    { one: 'chart', two: 'source' },
    { 'exec.timeout': '180s' },
    { one: 'source' },
  ]);
});

test('a part has the variables of its pod: its own, out of settings, and by the chart; none out of a Secret, none that is not set', () => {
  const all = [
    part('argocd-repo-server', [
      { name: 'PLAIN', value: 'p' },
      fromSettings('TIMEOUT', 'argocd-cmd-params-cm', 'exec.timeout'),
      fromSettings('UNSET', 'argocd-cmd-params-cm', 'nothing'),
      fromSettings('ELSEWHERE', 'no-such-map', 'exec.timeout'),
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
    ]),
    part('argocd-server', [{ name: 'OTHER', value: 'o' }]),
    settings('argocd-cmd-params-cm', {}),
  ].map((object) => configured(object, { values }));
  expect(variablesOf(all, 'argocd-repo-server')).toEqual({ PLAIN: 'p', TIMEOUT: '180s', OWN: '1' });
  expect(variablesOf(all, 'argocd-server')).toEqual({ OTHER: 'o' });
  expect(() => variablesOf(all, 'argocd-application-controller')).toThrow('got no argocd-application-controller');
});

const state = (name: string, more: Partial<ApplicationState> = {}): ApplicationState => ({
  name,
  sync: 'Synced',
  health: 'Healthy',
  syncedAt: '10:00',
  words: '',
  ill: [],
  ...more,
});

test('who rests is not named; who was synced once more is, though it is Synced again, and who is being synced', () => {
  const before = [state('still'), state('again'), state('drifts'), state('works')];
  const now = [
    state('still'),
    state('again', { syncedAt: '10:05' }),
    state('drifts', { sync: 'OutOfSync', words: 'out of sync: ClusterRole a' }),
    state('works', { words: 'Running: waiting' }),
  ];
  expect(changes(before, now)).toEqual([
    ['again', 'synced once more, at 10:05'],
    ['drifts', 'OutOfSync again (out of sync: ClusterRole a)'],
    ['works', 'Synced again (Running: waiting)'],
  ]);
});

test('pods write the authority of each webhook, of a conversion too, and Fail into the one of Istio that they know by its name', () => {
  const named = (name: string, more: object): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Any',
    metadata: { name },
    ...more,
  });
  const paths = (object: KubeObject) => changesIn(object, 'a').map(({ path, value }) => [path, value]);
  expect(paths(named('cert-manager-webhook', { webhooks: [{}, {}] }))).toEqual([
    ['/webhooks/0/clientConfig/caBundle', 'a'],
    ['/webhooks/1/clientConfig/caBundle', 'a'],
  ]);
  expect(paths(named('istio-validator-istio-system', { webhooks: [{}] }))).toEqual([
    ['/webhooks/0/clientConfig/caBundle', 'a'],
    ['/webhooks/0/failurePolicy', 'Fail'],
  ]);
  expect(paths(named('viewers', { spec: { conversion: { strategy: 'Webhook', webhook: {} } } }))).toEqual([
    ['/spec/conversion/webhook/clientConfig/caBundle', 'a'],
  ]);
  expect(paths(named('plain', { spec: { conversion: { strategy: 'None' } } }))).toEqual([]);
});

const ill = (kind: string) => ({ kind, name: 'x', health: 'Degraded', words: 'why' });

test('what wants a node is counted, and what no node would heal is a finding', () => {
  const states = [state('a'), state('b', { health: 'Degraded', ill: [ill('Deployment'), ill('Namespace')] })];
  const again = new Map([['a', 'synced once more, at 10:05']]);
  expect(outcomeOf({ version: 'v1', states, minutes: 7, rest: { again, written: 3, minutes: 10 } })).toMatchObject({
    facts: [
      'Argo CD v1: 2 of 2 Applications Synced after 7 min',
      '1 of 2 were synced no more in 10 min, though what pods write stood in 3 objects with webhooks',
      '1 of 2 Healthy; what ails the others: 1 objects that wait for a node, which there is none of here',
    ],
    findings: ['a: synced once more, at 10:05', 'b: Namespace x is Degraded: why'],
  });
});

test('an Application that has not settled is a finding, and nothing is said of a rest that none was looked at', () => {
  const states = [state('a', { sync: 'OutOfSync', words: 'Running: is not permitted in project' }), state('b')];
  const { facts, findings } = outcomeOf({ version: 'v1', states, minutes: 25 });
  expect(facts).toEqual([
    'Argo CD v1: 1 of 2 Applications Synced after 25 min',
    '2 of 2 Healthy; what ails the others: 0 objects that wait for a node, which there is none of here',
  ]);
  expect(findings).toEqual(['a: OutOfSync; Running: is not permitted in project']);
});

const application = (name: string, targetRevision: string): KubeObject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name },
  spec: { source: { repoURL: 'https://github.com/argo-test/parts.git', targetRevision, path: name } },
});

test('Applications name a commit that git has here under the address of GitHub, with the files of the one they named', async () => {
  const upstream = folder();
  const commit = repositoryOf(upstream, 'argo-test/parts', {
    'a/kustomization.yaml': 'resources: []',
    '.gitignore': 'a',
  });
  const from = repositories({ given: upstream, online: false });
  const place = folder();
  const { applications, environment } = await served([application('a', commit), application('b', commit)], from, place);
  const [revision, ...others] = applications.map(({ spec }) => Reflect.get(Object(spec), 'source').targetRevision);
  expect(others).toEqual([revision]);
  expect(revision).not.toBe(commit);
  const clone = join(place, 'clone');
  const git = (...words: string[]) => execFileSync('git', words, { env: environment, encoding: 'utf8', stdio: 'pipe' });
  git('clone', '--quiet', 'https://github.com/argo-test/parts.git', clone);
  git('-C', clone, 'checkout', '--quiet', revision);
  expect(readFileSync(join(clone, 'a', 'kustomization.yaml'), 'utf8')).toBe('resources: []');
  // Another repository is had from where it was.
  repositoryOf(upstream, 'argo-test/bases', { file: 'b' });
  git('clone', '--quiet', 'https://github.com/argo-test/bases', join(place, 'bases'));
  expect(existsSync(join(place, 'bases', 'file'))).toBe(true);
});

const sourceOf = (version: string): string => {
  const source = folder();
  mkdirSync(join(source, 'manifests'));
  writeFileSync(join(source, 'VERSION'), `${version}\n`);
  writeFileSync(join(source, 'manifests', 'install.yaml'), '');
  return source;
};
const chart = { name: 'argo-cd', repository: '', version: '1', release: 'r', namespace: 'argocd', values: {} };
const installs = (version: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'argocd-cm', labels: { 'app.kubernetes.io/version': version } },
});

test('without a source of Argo CD in the folder, or with that of another version than the chart installs, the rung says so and is not climbed', async () => {
  const from = repositories({ given: folder(), online: false });
  const handed = { objects: [], charts: [chart] };
  const rendered = { applications: [], charts: [{ chart, objects: [installs('v3.5.1')] }], left: [] };
  const other = sourceOf('3.4.4');
  expect(argoSourceAt(other)?.version).toBe('v3.4.4');
  const left = async (place: string) => (await onArgo(handed, rendered, from, place)).left;
  expect(await left('no/such/folder')).toEqual(["it wants a checkout of Argo CD's source in no/such/folder"]);
  expect(await left(other)).toEqual([`the chart installs Argo CD v3.5.1, and ${other} has v3.4.4`]);
  expect((await onArgo(handed, undefined, from, other)).left).toEqual(['everything has to be rendered first']);
});
