import { groupOf, type KubeObject } from '../objects.ts';

type Scope = 'Cluster' | 'Namespaced';

/** Kinds of Kubernetes itself that belong to no namespace, by their group. */
const CLUSTER_WIDE: Readonly<Record<string, readonly string[]>> = {
  '': ['Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'certificates.k8s.io': ['CertificateSigningRequest', 'ClusterTrustBundle'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'networking.k8s.io': ['IngressClass', 'IPAddress', 'ServiceCIDR'],
  'node.k8s.io': ['RuntimeClass'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'resource.k8s.io': ['DeviceClass', 'ResourceSlice'],
  'scheduling.k8s.io': ['PriorityClass'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
};

/** Other groups of Kubernetes itself, in which all kinds that a manifest may have are of a namespace. */
const NAMESPACED = ['apps', 'autoscaling', 'batch', 'coordination.k8s.io', 'discovery.k8s.io', 'policy'];

/** Whether a kind belongs to a namespace; undefined where nobody defines it. An object that names a namespace tells nothing of it. */
export function scopesOf(everything: readonly KubeObject[]): (object: KubeObject) => Scope | undefined {
  const defined = new Map(everything.filter(({ kind }) => kind === 'CustomResourceDefinition').map(definition));
  return (object) => {
    const group = groupOf(object);
    const own = defined.get(`${group}/${object.kind}`);
    if (own !== undefined) return own;
    if (CLUSTER_WIDE[group]?.includes(object.kind)) return 'Cluster';
    return group in CLUSTER_WIDE || NAMESPACED.includes(group) ? 'Namespaced' : undefined;
  };
}

function definition({ spec }: KubeObject): [string, Scope] {
  const { group, names, scope } = spec as { group: string; names: { kind: string }; scope: Scope };
  return [`${group}/${names.kind}`, scope];
}
