import { aws_eks_v2 as eks, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Where Istio's gateway stands, through which all of Kubeflow is reached. */
export const GATEWAY = { namespace: 'istio-system', service: 'istio-ingressgateway', port: 80 } as const;

/** Pods of the gateway, and the ports on which they take requests and tell how they are. */
export const GATEWAY_PODS = { labels: { app: 'istio-ingressgateway' }, port: 8080, healthPort: 15021 } as const;

/**
 * The gateway's namespace, made before Argo CD has it from upstream, so that what leads to the gateway has a place. Never
 * deleted with what it was made for: Istio is in it by then.
 */
export function gatewayNamespace(scope: Construct, cluster: eks.ICluster): eks.KubernetesManifest {
  return new eks.KubernetesManifest(scope, 'GatewayNamespace', {
    cluster,
    manifest: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: GATEWAY.namespace } }],
    overwrite: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
