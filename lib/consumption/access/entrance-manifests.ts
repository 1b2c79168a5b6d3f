import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { GATEWAY, GATEWAY_PODS } from './gateway-namespace.ts';

const NAME = 'kubeflow-entrance';

/** The balancer's way to the pods of the gateway: upstream lets in the pods beside them alone. */
export function fromBalancer(cidr: string): INetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: NAME, namespace: GATEWAY.namespace },
    spec: {
      podSelector: { matchLabels: GATEWAY_PODS.labels },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ ipBlock: { cidr } }],
          ports: [GATEWAY_PODS.port, GATEWAY_PODS.healthPort].map((port) => ({ port, protocol: 'TCP' })),
        },
      ],
    },
  };
}

/** Keeps the gateway's pods, wherever they run, in the balancer's group. */
export function bindingOfGateway(targetGroupARN: string) {
  return {
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'TargetGroupBinding',
    metadata: { name: NAME, namespace: GATEWAY.namespace },
    spec: {
      serviceRef: { name: GATEWAY.service, port: GATEWAY.port },
      targetGroupARN,
      targetType: 'ip',
      ipAddressType: 'ipv4',
    },
  };
}
