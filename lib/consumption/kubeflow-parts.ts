import { DASHBOARD_LINKS } from './dashboard-links.ts';
import { dexConfig } from './dex-config.ts';
import { type KustomizePatch, replacing, withoutSecret } from './kustomize-patches.ts';

/** A part of Kubeflow: what one Argo CD Application installs. */
export interface KubeflowPart {
  readonly name: string;
  /** Folder of the overlay in kubeflow/community-distribution. */
  readonly path: string;
  /** Namespace of what names none itself. */
  readonly namespace: string;
  readonly patches: readonly KustomizePatch[];
}

/** Namespaces that the parts write into. */
export const NAMESPACES = [
  'auth',
  'cert-manager',
  'istio-system',
  'kube-system',
  'kubeflow',
  'kubeflow-system',
  'oauth2-proxy',
] as const;

/** Upstream's MySQL takes root without a password. */
const ROOT_PASSWORD = [
  { name: 'MYSQL_ROOT_PASSWORD', valueFrom: { secretKeyRef: { name: 'mysql-secret', key: 'password' } } },
];

/** The smallest set that has notebooks and pipelines behind a sign-in: name, path, namespace, patches. */
export function kubeflowParts(owners: readonly string[]): readonly KubeflowPart[] {
  const rows: readonly (readonly [string, string, (typeof NAMESPACES)[number], ...KustomizePatch[]])[] = [
    ['cert-manager', 'common/cert-manager/base', 'cert-manager'],
    ['cert-manager-issuer', 'common/cert-manager/overlays/kubeflow', 'cert-manager'],
    ['istio-crds', 'common/istio/istio-crds/base', 'istio-system'],
    ['istio-namespace', 'common/istio/istio-namespace/base', 'istio-system'],
    ['istio', 'common/istio/istio-install/overlays/oauth2-proxy', 'istio-system'],
    ['kubeflow-namespaces', 'common/kubeflow-namespace/base', 'kubeflow'],
    ['kubeflow-roles', 'common/kubeflow-roles/base', 'kubeflow'],
    ['kubeflow-gateway', 'common/istio/kubeflow-istio-resources/base', 'kubeflow'],
    ['oauth2-proxy', 'common/oauth2-proxy/overlays/m2m-dex-only', 'oauth2-proxy', withoutSecret('oauth2-proxy')],
    [
      'dex',
      'common/dex/overlays/oauth2-proxy',
      'auth',
      withoutSecret('dex-oidc-client'),
      withoutSecret('dex-passwords'),
      replacing('ConfigMap', 'dex', { '/data/config.yaml': dexConfig(owners) }),
    ],
    [
      'pipelines',
      'applications/pipeline/overlays',
      'kubeflow',
      withoutSecret('mysql-secret'),
      withoutSecret('mlpipeline-minio-artifact'),
      replacing('Deployment', 'mysql', { '/spec/template/spec/containers/0/env': ROOT_PASSWORD }),
    ],
    [
      'dashboard',
      'applications/dashboard/overlays/istio',
      'kubeflow',
      replacing('ConfigMap', 'dashboard-config', { '/data/links': DASHBOARD_LINKS }),
    ],
    ['notebooks', 'applications/notebooks-v1/overlays/istio', 'kubeflow'],
  ];
  return rows.map(([name, path, namespace, ...patches]) => ({ name, path, namespace, patches }));
}

/** A person's namespace, out of upstream's sample profile: only its name and its owner are others. */
export function profilePart(name: string, owner: string): KubeflowPart {
  const patch = replacing('Profile', 'kubeflow-user-example-com', {
    '/metadata/name': name,
    '/spec/owner/name': owner,
  });
  return {
    name: `profile-${name}`,
    path: 'common/user-namespace/base',
    namespace: 'kubeflow',
    patches: [{ ...patch, options: { allowNameChange: true } }],
  };
}
