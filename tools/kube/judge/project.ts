import type { IAppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject';
import { groupOf, type KubeObject } from '../objects.ts';
import type { RenderedApplication } from '../render/rendered-application.ts';
import type { scopesOf } from './scopes.ts';

/** Why an Argo CD that knows every kind would refuse an Application's objects, a line each. */
export function refusedBy(
  project: IAppProject | undefined,
  { project: name, source, namespace: own, objects }: RenderedApplication,
  scopeOf: ReturnType<typeof scopesOf>,
): string[] {
  if (project?.spec === undefined) return [`no project ${name}`];
  const { sourceRepos = [], destinations = [], clusterResourceWhitelist: clusterWide = [] } = project.spec;
  const problem = (object: KubeObject): string | undefined => {
    const { kind, metadata } = object;
    const scope = scopeOf(object);
    if (scope === undefined) return `${kind} ${metadata.name}: no definition of ${groupOf(object)}/${kind}`;
    if (scope === 'Cluster') {
      const allowed = clusterWide.some((each) => fits(each.group, groupOf(object)) && fits(each.kind, kind));
      return allowed ? undefined : `${groupOf(object)}/${kind} ${metadata.name} is of the whole cluster`;
    }
    const namespace = metadata.namespace ?? own;
    const allowed = destinations.some((each) => fits(each.namespace ?? '', namespace));
    return allowed ? undefined : `${kind} ${metadata.name} lies in namespace ${namespace}`;
  };
  return [
    ...(sourceRepos.some((each) => fits(each, source.repoURL)) ? [] : [`${source.repoURL} is no source of ${name}`]),
    ...objects.flatMap((object) => problem(object) ?? []).map((line) => `${line}: project ${name} does not take it`),
  ];
}

/** A pattern of Argo CD's, as far as this app uses one: a star stands for anything. */
function fits(pattern: string, value: string): boolean {
  return pattern === '*' || pattern === value;
}
