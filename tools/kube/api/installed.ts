import { parse } from 'yaml';
import type { Handed } from '../handed.ts';
import { scopesOf } from '../judge/scopes.ts';
import type { KubeObject } from '../objects.ts';
import type { Rendered } from '../render/rendered.ts';

/** Everything that an API server is told, by who tells it. */
export interface Installed {
  readonly charts: readonly KubeObject[];
  readonly own: readonly KubeObject[];
  readonly applications: readonly KubeObject[];
  /** Own objects of kinds that only a chart defines which could not be had. */
  readonly undefinable: readonly KubeObject[];
}

/** The objects as they arrive: each that belongs to a namespace names it. */
export function installedOf(handed: Handed, rendered: Rendered): Installed {
  const all = [...rendered.applications, ...rendered.charts].flatMap(({ objects }) => objects);
  const scopeOf = scopesOf(all);
  const isDefined = (object: KubeObject): boolean => rendered.left.length === 0 || scopeOf(object) !== undefined;
  const placed = (objects: readonly KubeObject[], namespace: string): KubeObject[] =>
    objects.map((object) => {
      const { namespace: named, ...metadata } = object.metadata;
      const within = scopeOf(object) === 'Cluster' ? {} : { namespace: named ?? namespace };
      return { ...object, metadata: { ...metadata, ...within } };
    });
  return {
    charts: rendered.charts.flatMap(({ chart, objects }) => placed(objects, chart.namespace)),
    own: placed(handed.objects.filter(isDefined), 'default'),
    applications: rendered.applications.flatMap(({ objects, namespace }) => placed(objects, namespace)),
    undefinable: handed.objects.filter((object) => !isDefined(object)),
  };
}

export const isDefinition = ({ kind }: KubeObject): boolean => kind === 'CustomResourceDefinition';
const isNamespace = ({ kind }: KubeObject): boolean => kind === 'Namespace';

/** What a pod wants to be there before it. */
export const isPlace = (object: KubeObject): boolean => isNamespace(object) || object.kind === 'PriorityClass';

/** Namespaces that objects name and no manifest makes: Helm makes a chart's, Kubeflow's controller a profile's, with the labels that it is given. */
export function namespacesMadeByOthers(all: readonly KubeObject[]): KubeObject[] {
  const made = new Set(['default', 'kube-system', ...all.filter(isNamespace).map(({ metadata }) => metadata.name)]);
  const profiles = all.filter(({ kind }) => kind === 'Profile').map(({ metadata }) => metadata.name);
  const named = all.flatMap(({ metadata }) => metadata.namespace ?? []);
  return [...new Set([...profiles, ...named])]
    .filter((name) => !made.has(name))
    .map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, ...(profiles.includes(name) && { labels: labelsOfProfiles(all) }) },
    }));
}

function labelsOfProfiles(all: readonly KubeObject[]): Readonly<Record<string, string>> {
  const key = 'namespace-labels.yaml';
  const texts = all.flatMap(({ data }) =>
    typeof data === 'object' && data !== null && key in data ? [String(Reflect.get(data, key))] : [],
  );
  return Object.assign({}, ...texts.map((text) => parse(text)));
}
