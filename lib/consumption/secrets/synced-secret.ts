/** A Secret of Kubernetes that External Secrets fills from Secrets Manager. */
export interface SyncedSecret {
  readonly namespace: string;
  readonly name: string;
  /** Names in Secrets Manager, by the word that `values` call each. */
  readonly sources: Readonly<Record<string, string>>;
  /** Templates of the values, by their keys. */
  readonly values: Readonly<Record<string, string>>;
}

/** The store of the cluster through which External Secrets reads. */
const STORE = 'kubeflow';

/**
 * Fills the Secret as soon as there is its namespace, which Argo CD makes. On change alone: a hash of bcrypt is another
 * one each time, and what runs has read its Secret once.
 */
export function syncedSecret({ namespace, name, sources, values }: SyncedSecret) {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterExternalSecret',
    metadata: { name },
    spec: {
      externalSecretName: name,
      namespaceSelectors: [{ matchLabels: { 'kubernetes.io/metadata.name': namespace } }],
      refreshTime: '1m',
      externalSecretSpec: {
        refreshPolicy: 'OnChange',
        secretStoreRef: { kind: 'ClusterSecretStore', name: STORE },
        target: { name, template: { data: values } },
        data: Object.entries(sources).map(([secretKey, key]) => ({ secretKey, remoteRef: { key } })),
      },
    },
  };
}

/** The store: no namespace but those named may read through it, whatever a person makes in a profile. */
export function secretStore(region: string, namespaces: readonly string[]) {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name: STORE },
    spec: {
      provider: { aws: { service: 'SecretsManager', region } },
      conditions: [{ namespaces: [...namespaces] }],
    },
  };
}
