import { aws_eks_v2 as eks, aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export interface PodIdentityProps {
  readonly cluster: eks.ICluster;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Its trust must name `pods.eks.amazonaws.com`. */
  readonly role: iam.IRole;
}

/** The one service account of a namespace whose pods get a session of the role, with no key to keep. */
export class PodIdentity extends Construct {
  constructor(scope: Construct, id: string, { cluster, namespace, serviceAccount, role }: PodIdentityProps) {
    super(scope, id);
    new eks.CfnPodIdentityAssociation(this, 'Resource', {
      clusterName: cluster.clusterName,
      namespace,
      serviceAccount,
      roleArn: role.roleArn,
    });
  }
}

/** EKS on behalf of the pods of one cluster: it tells the cluster, the namespace and the service account as tags of the session. */
export function podsOf(clusterArn: string, account: string): iam.IPrincipal {
  return new iam.ServicePrincipal('pods.eks.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': account, 'aws:RequestTag/eks-cluster-arn': clusterArn },
    },
  }).withSessionTags();
}
