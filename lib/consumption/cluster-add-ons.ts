import { aws_eks_v2 as eks, aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Deployment } from '../contract/index.ts';
import { ClusterNodes, type ClusterNodesProps } from './cluster-nodes.ts';
import { ClusterScaler } from './cluster-scaler.ts';
import { type PodIdentity, podRole } from './pod-identity.ts';

/** Without these a node does not become ready. */
const BEFORE_NODES = {
  // Upstream's network policies would be decoration otherwise.
  'vpc-cni': { enableNetworkPolicy: 'true' },
  'kube-proxy': undefined,
  'eks-pod-identity-agent': undefined,
} as const;

/** What scales by load asks it; without it Argo CD calls Istio degraded for ever. */
const METRICS = 'metrics-server';

/** Runs on nodes, and is not ready before there is one. */
const ON_NODES = ['coredns', 'aws-ebs-csi-driver', METRICS] as const;

export interface ClusterAddOnsProps extends ClusterNodesProps {
  readonly deployment: Deployment;
}

/** The nodes of a cluster, and the add-ons that AWS keeps up to date on them. */
export class ClusterAddOns extends Construct {
  constructor(scope: Construct, id: string, props: ClusterAddOnsProps) {
    super(scope, id);
    const { deployment, cluster } = props;
    const nodes = new ClusterNodes(this, 'Nodes', props);
    for (const [addonName, configurationValues] of Object.entries(BEFORE_NODES)) {
      nodes.node.addDependency(
        new eks.Addon(this, addonName, { cluster, addonName, ...(configurationValues && { configurationValues }) }),
      );
    }
    const volumes = this.volumeIdentity(cluster);
    for (const addonName of ON_NODES) {
      new eks.Addon(this, addonName, { cluster, addonName }).node.addDependency(nodes, volumes);
    }
    new ClusterScaler(this, 'Scaler', { deployment, cluster }).node.addDependency(nodes);
  }

  /** The driver makes volumes under a role of its own, not under the nodes'. */
  private volumeIdentity(cluster: eks.ICluster): PodIdentity {
    return podRole(this, 'VolumesIdentity', {
      roleId: 'Volumes',
      cluster,
      namespace: 'kube-system',
      serviceAccount: 'ebs-csi-controller-sa',
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonEBSCSIDriverPolicy')],
    });
  }
}
