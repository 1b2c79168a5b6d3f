import type { IComGithubArgoprojArgoCdV3PkgApisApplicationV1alpha1KustomizePatch } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/KustomizePatch';

/** A change to upstream's manifests that Argo CD makes as it builds them. */
export type KustomizePatch = IComGithubArgoprojArgoCdV3PkgApisApplicationV1alpha1KustomizePatch;

/** Takes a Secret of a published value away; whoever runs the cluster makes one of that name. */
export function withoutSecret(name: string): KustomizePatch {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name }, $patch: 'delete' };
  return { target: { kind: 'Secret', name }, patch: JSON.stringify(secret) };
}

/** Puts values in the place of others, by the JSON pointers of what they replace. */
export function replacing(kind: string, name: string, values: Readonly<Record<string, unknown>>): KustomizePatch {
  const operations = Object.entries(values).map(([path, value]) => ({ op: 'replace', path, value }));
  return { target: { kind, name }, patch: JSON.stringify(operations) };
}
