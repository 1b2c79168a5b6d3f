import type { KubeObject } from '../objects.ts';

const WORKLOADS = ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'StatefulSet'];

interface Template {
  readonly metadata?: object;
  readonly spec: object;
}
interface Spec {
  readonly template?: Template;
  readonly jobTemplate?: { readonly spec: { readonly template: Template } };
}

/** The pod that a Deployment, a Job or their like would make. */
export function podOf(object: KubeObject): KubeObject[] {
  if (!WORKLOADS.includes(object.kind)) return [];
  const { template, jobTemplate } = object.spec as Spec;
  const { metadata, spec } = jobTemplate?.spec.template ?? template ?? { spec: {} };
  const { name, namespace } = object.metadata;
  const own = { name: `${name}-${object.kind.toLowerCase()}`, ...(namespace !== undefined && { namespace }) };
  return [{ apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, ...own }, spec }];
}

/** A notebook's pod as EKS completes it: Pod Identity's token and address, and a volume of the person's. */
export function notebookPod(namespace: string): KubeObject {
  const token = {
    serviceAccountToken: { audience: 'pods.eks.amazonaws.com', path: 'token', expirationSeconds: 86400 },
  };
  const env = {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/var/run/secrets/token',
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a-notebook', namespace },
    spec: {
      serviceAccountName: 'default-editor',
      securityContext: { fsGroup: 100 },
      volumes: [
        { name: 'token', projected: { sources: [token] } },
        { name: 'home', persistentVolumeClaim: { claimName: 'home' } },
      ],
      containers: [
        {
          name: 'notebook',
          image: 'notebook',
          env: Object.entries(env).map(([name, value]) => ({ name, value })),
          volumeMounts: [
            { name: 'token', mountPath: '/var/run/secrets' },
            { name: 'home', mountPath: '/home/jovyan' },
          ],
        },
      ],
    },
  };
}
