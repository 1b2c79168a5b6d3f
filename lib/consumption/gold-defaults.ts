import type { KubeflowPart } from './kubeflow-part.ts';
import { replacing } from './kustomize-patches.ts';
import { SAMPLE_PROFILE, USER_NAMESPACE } from './profile-part.ts';

/** Label that a notebook has where these settings were chosen. */
export const GOLD_DEFAULTS = 'gold';

/**
 * What each notebook of a profile gets unless it is unticked, as a PodDefault.
 *
 * Its kind does not exist before Kubeflow runs, so Argo CD makes it, out of the only object of upstream's that is nothing but a sheet to write on.
 */
export function goldDefaultsPart(profile: string, goldBucket: string): KubeflowPart {
  const patch = replacing('Profile', SAMPLE_PROFILE, {
    '/apiVersion': 'kubeflow.org/v1alpha1',
    '/kind': 'PodDefault',
    '/metadata': { name: GOLD_DEFAULTS, namespace: profile },
    '/spec': {
      desc: 'Read gold (GOLD names the bucket)',
      selector: { matchLabels: { [GOLD_DEFAULTS]: 'true' } },
      env: [{ name: 'GOLD', value: `s3://${goldBucket}` }],
      annotations: {
        // Where Pod Identity answers: credentials must not wait for the sidecar. Istio's CNI reads it of the running pod.
        'traffic.sidecar.istio.io/excludeOutboundIPRanges': '169.254.170.23/32',
        // A kernel's memory is lost where its node is taken away.
        'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
      },
    },
  });
  return {
    name: `gold-${profile}`,
    path: USER_NAMESPACE,
    namespace: profile,
    patches: [{ ...patch, options: { allowNameChange: true, allowKindChange: true } }],
  };
}
