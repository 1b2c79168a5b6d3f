import type { KubeflowPart } from './kubeflow-part.ts';
import { replacing } from './kustomize-patches.ts';

/** Folder of upstream's sample profile, its only object. */
export const USER_NAMESPACE = 'common/user-namespace/base';
export const SAMPLE_PROFILE = 'kubeflow-user-example-com';

/** A person's namespace, out of upstream's sample profile: only its name and its owner are others. */
export function profilePart(name: string, owner: string): KubeflowPart {
  const patch = replacing('Profile', SAMPLE_PROFILE, {
    '/metadata/name': name,
    '/spec/owner/name': owner,
  });
  return {
    name: `profile-${name}`,
    path: USER_NAMESPACE,
    namespace: 'kubeflow',
    patches: [{ ...patch, options: { allowNameChange: true } }],
  };
}
