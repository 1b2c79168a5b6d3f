import { z } from 'zod';

const metadata = z.strictObject({ name: z.string(), namespace: z.string().optional() });
const byName = z.record(z.string(), z.string());

/** What of External Secrets and of AWS's controller of load balancers is used, as their definitions have it: no package has models of these versions. */
export const OWN_MODELS: Readonly<Record<string, z.ZodType>> = {
  'external-secrets.io/v1 ClusterSecretStore': z.strictObject({
    apiVersion: z.string(),
    kind: z.string(),
    metadata,
    spec: z.strictObject({
      provider: z.strictObject({
        aws: z.strictObject({ service: z.enum(['SecretsManager', 'ParameterStore']), region: z.string() }),
      }),
      conditions: z.array(z.strictObject({ namespaces: z.array(z.string()) })).optional(),
    }),
  }),
  'external-secrets.io/v1 ClusterExternalSecret': z.strictObject({
    apiVersion: z.string(),
    kind: z.string(),
    metadata,
    spec: z.strictObject({
      externalSecretName: z.string().optional(),
      namespaceSelectors: z.array(z.strictObject({ matchLabels: byName })),
      refreshTime: z.string().optional(),
      externalSecretSpec: z.strictObject({
        refreshPolicy: z.enum(['CreatedOnce', 'OnChange', 'Periodic']).optional(),
        secretStoreRef: z.strictObject({ kind: z.enum(['ClusterSecretStore', 'SecretStore']), name: z.string() }),
        target: z.strictObject({ name: z.string(), template: z.strictObject({ data: byName }) }),
        data: z.array(
          z.strictObject({
            secretKey: z.string().regex(/^[-._a-zA-Z0-9]+$/),
            remoteRef: z.strictObject({ key: z.string() }),
          }),
        ),
      }),
    }),
  }),
  'elbv2.k8s.aws/v1beta1 TargetGroupBinding': z.strictObject({
    apiVersion: z.string(),
    kind: z.string(),
    metadata,
    spec: z.strictObject({
      serviceRef: z.strictObject({ name: z.string(), port: z.union([z.int(), z.string()]) }),
      targetGroupARN: z.string(),
      targetType: z.enum(['instance', 'ip']),
      ipAddressType: z.enum(['ipv4', 'ipv6']).optional(),
    }),
  }),
};
