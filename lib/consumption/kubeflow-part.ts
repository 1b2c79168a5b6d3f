import type { KustomizePatch } from './kustomize-patches.ts';

/** A part of Kubeflow: what one Argo CD Application installs. */
export interface KubeflowPart {
  readonly name: string;
  /** Folder of the overlay in kubeflow/community-distribution. */
  readonly path: string;
  /** Namespace of what names none itself. */
  readonly namespace: string;
  readonly patches: readonly KustomizePatch[];
}
