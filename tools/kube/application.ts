import type { IApplication } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import type { IAppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject';
import type { KubeObject } from './objects.ts';

/** Where an Application takes its objects from. */
export type Source = NonNullable<IApplication['spec']['source']>;

export const isApplication = (object: KubeObject): object is KubeObject & IApplication =>
  object.kind === 'Application' && object.apiVersion.startsWith('argoproj.io/');

export const isProject = (object: KubeObject): object is KubeObject & IAppProject =>
  object.kind === 'AppProject' && object.apiVersion.startsWith('argoproj.io/');

/** The source of an Application, which has one and no more here. */
export function sourceOf({ metadata, spec }: KubeObject & IApplication): Source {
  if (spec.source === undefined) throw new Error(`${metadata.name}: got an Application of no one source, wanted one`);
  return spec.source;
}

/** The same source without its patches, or without one of them. */
export function without(source: Source, patch?: number): Source {
  const { patches = [], ...rest } = source.kustomize ?? {};
  const left = patch === undefined ? [] : patches.filter((_, index) => index !== patch);
  const { kustomize: _, ...plain } = source;
  const kustomize = { ...rest, ...(left.length > 0 && { patches: left }) };
  return Object.keys(kustomize).length > 0 ? { ...plain, kustomize } : plain;
}
