import { Duration, aws_eks_v2 as eks, aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Deployment, kubeflowClusterName, regionalArn } from '../contract/index.ts';
import { podRole } from './pod-identity.ts';

const NAME = 'cluster-autoscaler';
const NAMESPACE = 'kube-system';

export interface ClusterScalerProps {
  readonly deployment: Deployment;
  readonly cluster: eks.Cluster;
}

/** Kubernetes' cluster-autoscaler: a node more, up to the group's most, where a pod finds no room, and one less where few are needed. */
export class ClusterScaler extends Construct {
  constructor(scope: Construct, id: string, { deployment, cluster }: ClusterScalerProps) {
    super(scope, id);
    const { region } = deployment;
    const clusterName = kubeflowClusterName(deployment);
    const identity = podRole(this, 'Identity', {
      roleId: 'Role',
      cluster,
      namespace: NAMESPACE,
      serviceAccount: NAME,
      inlinePolicies: { Scale: new iam.PolicyDocument({ statements: [look(), scale(deployment)] }) },
    });
    new eks.HelmChart(this, 'Chart', {
      cluster,
      chart: NAME,
      repository: 'https://kubernetes.github.io/autoscaler',
      version: '9.59.0',
      release: NAME,
      namespace: NAMESPACE,
      wait: true,
      timeout: Duration.minutes(10),
      values: {
        fullnameOverride: NAME,
        // The chart's own is a version of Kubernetes behind the cluster's.
        image: { tag: 'v1.36.1' },
        awsRegion: region,
        autoDiscovery: { clusterName },
        rbac: { serviceAccount: { name: NAME } },
        extraArgs: {
          // Every pod with a sidecar has some; what must not move says so itself.
          'skip-nodes-with-local-storage': false,
          'skip-nodes-with-system-pods': false,
        },
        resources: { requests: { cpu: '50m', memory: '200Mi' } },
      },
    }).node.addDependency(identity);
  }
}

/** EKS tags the groups of a cluster's managed nodes so, and begins their names so. */
function scale(deployment: Deployment): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'ScaleOwnNodes',
    actions: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
    resources: [regionalArn(deployment, 'autoscaling', 'autoScalingGroup:*:autoScalingGroupName/eks-*')],
    conditions: {
      StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${kubeflowClusterName(deployment)}`]: 'owned' },
    },
  });
}

/** What it reads knows no resource. */
function look(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'LookAtNodes',
    actions: [
      'autoscaling:DescribeAutoScalingGroups',
      'autoscaling:DescribeAutoScalingInstances',
      'autoscaling:DescribeLaunchConfigurations',
      'autoscaling:DescribeScalingActivities',
      'ec2:DescribeInstanceTypes',
      'ec2:DescribeLaunchTemplateVersions',
    ],
    resources: ['*'],
  });
}
