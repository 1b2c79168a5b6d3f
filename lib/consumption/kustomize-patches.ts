import type { IApplication } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';

type Kustomize = NonNullable<NonNullable<IApplication['spec']['source']>['kustomize']>;

/** A change to upstream's manifests that Argo CD makes as it builds them. */
export type KustomizePatch = NonNullable<Kustomize['patches']>[number];

/** Takes a Secret of a published value away; whoever runs the cluster makes one of that name. */
export function withoutSecret(name: string): KustomizePatch {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name }, $patch: 'delete' };
  return { target: { kind: 'Secret', name }, patch: JSON.stringify(secret) };
}

/** Takes a field away that the API drops, so that what runs is what is wanted. */
export function withoutField(kind: string, name: string, path: string): KustomizePatch {
  return { target: { kind, name }, patch: JSON.stringify([{ op: 'remove', path }]) };
}

/** Puts values in the place of others, by the JSON pointers of what they replace. */
export function replacing(kind: string, name: string, values: Readonly<Record<string, unknown>>): KustomizePatch {
  return withOperations('replace', kind, name, values);
}

/** Puts values where upstream has none. */
export function adding(kind: string, name: string, values: Readonly<Record<string, unknown>>): KustomizePatch {
  return withOperations('add', kind, name, values);
}

function withOperations(
  op: 'add' | 'replace',
  kind: string,
  name: string,
  values: Readonly<Record<string, unknown>>,
): KustomizePatch {
  const operations = Object.entries(values).map(([path, value]) => ({ op, path, value }));
  return { target: { kind, name }, patch: JSON.stringify(operations) };
}

/** Merges values into those of a Deployment, whose lists of named things are told apart by the names. */
export function mergedDeployment(name: string, spec: object): KustomizePatch {
  const patch = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec };
  return { target: { kind: 'Deployment', name }, patch: JSON.stringify(patch) };
}
