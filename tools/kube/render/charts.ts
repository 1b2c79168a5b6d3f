import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, run } from '../../project/run.ts';
import type { Chart } from '../handed.ts';
import type { KubeObject } from '../objects.ts';
import { KUBE } from '../places.ts';
import { checkout } from '../upstream/checkout.ts';
import { addDefinitions } from './chart-definitions.ts';
import { dropDependenciesThatAreOff } from './chart-dependencies.ts';
import type { Means } from './means.ts';
import { objectsOf } from './objects-of.ts';

/** Version of Kubernetes that charts are rendered for: the cluster's. */
const KUBERNETES = '1.36';

interface ChartSource {
  readonly repository: string;
  readonly tag: (version: string) => string;
  readonly path: string;
  /** Folder of definitions that the chart gets as it is packed. @default - it has its own */
  readonly definitions?: string;
}

/** Where the source of a chart lies, by the repository that it is published in: what a given folder has in the place of a download. */
const SOURCES: Readonly<Record<string, ChartSource>> = {
  'https://argoproj.github.io/argo-helm': {
    repository: 'argoproj/argo-helm',
    tag: (version) => `argo-cd-${version}`,
    path: 'charts',
  },
  'https://charts.external-secrets.io': {
    repository: 'external-secrets/external-secrets',
    tag: (version) => `helm-chart-${version}`,
    path: 'deploy/charts',
    definitions: 'config/crds/bases',
  },
  'https://kubernetes.github.io/autoscaler': {
    repository: 'kubernetes/autoscaler',
    tag: (version) => `cluster-autoscaler-chart-${version}`,
    path: 'cluster-autoscaler/charts',
  },
  'https://aws.github.io/eks-charts': {
    repository: 'kubernetes-sigs/aws-load-balancer-controller',
    tag: (version) => `v${version}`,
    path: 'helm',
  },
};

/** The objects of a chart, its CRDs with them; undefined where it cannot be had. */
export async function charted(chart: Chart, means: Means): Promise<KubeObject[] | undefined> {
  const { programs, from } = means;
  mkdirSync(KUBE, { recursive: true });
  const work = mkdtempSync(join(KUBE, 'chart-'));
  try {
    const folder = (await published(chart, means)) ?? (await fromSource(chart, from, work));
    if (folder === undefined) return undefined;
    const values = join(work, 'values.json');
    writeFileSync(values, JSON.stringify(chart.values));
    const named = [chart.release, folder, '--namespace', chart.namespace, '--values', values];
    const options = ['--include-crds', '--kube-version', KUBERNETES];
    const file = join(work, 'objects.yaml');
    writeFileSync(file, await run(programs.helm, ['template', ...named, ...options]));
    return await objectsOf(file, programs.kubectl);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function fromSource(chart: Chart, from: Means['from'], work: string): Promise<string | undefined> {
  const source = SOURCES[chart.repository];
  const files = source && (await checkout(from, source.repository, source.tag(chart.version)));
  if (source === undefined || files === undefined) return undefined;
  const folder = join(work, chart.name);
  cpSync(join(files, source.path, chart.name), folder, { recursive: true });
  dropDependenciesThatAreOff(folder, chart.values);
  if (source.definitions !== undefined) addDefinitions(join(files, source.definitions), folder, chart.values);
  return folder;
}

/** The chart as it is published, downloaded once. */
async function published({ name, repository, version }: Chart, { programs, from }: Means): Promise<string | undefined> {
  const kept = join(KUBE, 'charts', version);
  const folder = join(kept, name);
  if (existsSync(folder)) return folder;
  if (!from.online) return undefined;
  const named = repository.startsWith('oci://') ? [repository] : [name, '--repo', repository];
  const options = ['--version', version, '--untar', '--untardir', kept];
  return (await attempt(programs.helm, ['pull', ...named, ...options])).status === 0 ? folder : undefined;
}
