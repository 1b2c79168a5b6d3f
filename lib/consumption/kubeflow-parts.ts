import type { Ingress } from '../config/config.ts';
import { atHost, signedInBy } from './access/sign-in.ts';
import { DASHBOARD_LINKS } from './dashboard-links.ts';
import type { KubeflowPart } from './kubeflow-part.ts';
import { adding, type KustomizePatch, replacing, withoutField, withoutSecret } from './kustomize-patches.ts';
import { spawnerConfig } from './spawner-config.ts';
import { PIPELINES_STORAGE } from './storage-classes.ts';

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

/** What old definitions of kinds say of fields that they do not name; the API keeps no `false` of it. */
const UNKNOWN_FIELDS = '/spec/preserveUnknownFields';

/** Upstream's MySQL takes root without a password. */
const ROOT_PASSWORD = [
  { name: 'MYSQL_ROOT_PASSWORD', valueFrom: { secretKeyRef: { name: 'mysql-secret', key: 'password' } } },
];

export interface KubeflowSettings {
  readonly owners: readonly string[];
  /** By which people are signed in, `null` for passwords. */
  readonly ingress: Ingress | null;
  /** Image that the form for a notebook offers. */
  readonly notebookImage: string;
}

/** The smallest set that has notebooks and pipelines behind a sign-in: name, path, namespace, patches. */
export function kubeflowParts({ owners, ingress, notebookImage }: KubeflowSettings): readonly KubeflowPart[] {
  const rows: readonly (readonly [string, string, (typeof NAMESPACES)[number], ...KustomizePatch[]])[] = [
    ['cert-manager', 'common/cert-manager/base', 'cert-manager'],
    ['cert-manager-issuer', 'common/cert-manager/overlays/kubeflow', 'cert-manager'],
    ['istio-crds', 'common/istio/istio-crds/base', 'istio-system'],
    ['istio-namespace', 'common/istio/istio-namespace/base', 'istio-system'],
    [
      'istio',
      'common/istio/istio-install/overlays/oauth2-proxy',
      'istio-system',
      // Istio sets it so, and would set it so again after each sync.
      replacing('ValidatingWebhookConfiguration', 'istio-validator-istio-system', {
        '/webhooks/0/failurePolicy': 'Fail',
      }),
    ],
    ['kubeflow-namespaces', 'common/kubeflow-namespace/base', 'kubeflow'],
    ['kubeflow-roles', 'common/kubeflow-roles/base', 'kubeflow'],
    ['kubeflow-gateway', 'common/istio/kubeflow-istio-resources/base', 'kubeflow'],
    [
      'oauth2-proxy',
      'common/oauth2-proxy/overlays/m2m-dex-only',
      'oauth2-proxy',
      withoutSecret('oauth2-proxy'),
      ...atHost(ingress),
    ],
    [
      'dex',
      'common/dex/overlays/oauth2-proxy',
      'auth',
      withoutSecret('dex-oidc-client'),
      withoutSecret('dex-passwords'),
      ...signedInBy(owners, ingress),
    ],
    [
      'pipelines',
      'applications/pipeline/overlays',
      'kubeflow',
      withoutSecret('mysql-secret'),
      withoutSecret('mlpipeline-minio-artifact'),
      replacing('Deployment', 'mysql', { '/spec/template/spec/containers/0/env': ROOT_PASSWORD }),
      ...['mysql-pv-claim', 'seaweedfs-pvc'].map((claim) =>
        adding('PersistentVolumeClaim', claim, { '/spec/storageClassName': PIPELINES_STORAGE }),
      ),
    ],
    [
      'dashboard',
      'applications/dashboard/overlays/istio',
      'kubeflow',
      replacing('ConfigMap', 'dashboard-config', { '/data/links': DASHBOARD_LINKS }),
      withoutField('CustomResourceDefinition', 'profiles.kubeflow.org', UNKNOWN_FIELDS),
    ],
    [
      'notebooks',
      'applications/notebooks-v1/overlays/istio',
      'kubeflow',
      replacing('ConfigMap', 'jupyter-web-app-config', {
        '/data/spawner_ui_config.yaml': spawnerConfig(notebookImage),
      }),
      // One that did nothing for a day gives its node back, and keeps its volume.
      replacing('ConfigMap', 'notebook-controller-config', { '/data/ENABLE_CULLING': 'true' }),
      withoutField('CustomResourceDefinition', 'notebooks.kubeflow.org', UNKNOWN_FIELDS),
    ],
  ];
  return rows.map(([name, path, namespace, ...patches]) => ({ name, path, namespace, patches }));
}
