import { aws_eks_v2 as eks, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ClusterNodes, type ClusterNodesProps } from './cluster-nodes.ts';
import { PodIdentity, podsOf } from './pod-identity.ts';

/** Without these a node does not become ready. */
const BEFORE_NODES = {
  // Upstream's network policies would be decoration otherwise.
  'vpc-cni': { enableNetworkPolicy: 'true' },
  'kube-proxy': undefined,
  'eks-pod-identity-agent': undefined,
} as const;

/** Runs on nodes, and is not ready before there is one. */
const ON_NODES = ['coredns', 'aws-ebs-csi-driver'] as const;

/** The nodes of a cluster, and the add-ons that AWS keeps up to date on them. */
export class ClusterAddOns extends Construct {
  constructor(scope: Construct, id: string, props: ClusterNodesProps) {
    super(scope, id);
    const { cluster } = props;
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
  }

  /** The driver makes volumes under a role of its own, not under the nodes'. */
  private volumeIdentity(cluster: eks.ICluster): PodIdentity {
    const role = new iam.Role(this, 'Volumes', {
      assumedBy: podsOf(cluster.clusterArn, Stack.of(this).account),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonEBSCSIDriverPolicy')],
    });
    const serviceAccount = 'ebs-csi-controller-sa';
    return new PodIdentity(this, 'VolumesIdentity', { cluster, namespace: 'kube-system', serviceAccount, role });
  }
}
