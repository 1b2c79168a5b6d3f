import { aws_eks_v2 as eks, aws_iam as iam, Stack } from 'aws-cdk-lib';
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

export interface PodRoleProps
  extends Omit<PodIdentityProps, 'role'>,
    Pick<iam.RoleProps, 'inlinePolicies' | 'managedPolicies'> {
  /** Name of the role's construct, beside that of its association. */
  readonly roleId: string;
}

/** A role that the pods of one service account get, and nobody else. */
export function podRole(scope: Construct, id: string, { roleId, ...props }: PodRoleProps): PodIdentity {
  const { cluster, namespace, serviceAccount, ...rights } = props;
  const pods = { clusterArn: cluster.clusterArn, namespaces: [namespace], serviceAccount };
  const role = new iam.Role(scope, roleId, { assumedBy: trusted(pods, Stack.of(scope).account), ...rights });
  return new PodIdentity(scope, id, { cluster, namespace, serviceAccount, role });
}

/** Pods of a cluster that run as one service account of these namespaces. */
export interface Pods {
  readonly clusterArn: string;
  readonly namespaces: readonly string[];
  readonly serviceAccount: string;
}

/** EKS on behalf of these pods alone, whatever associations a cluster has: it tells each of the three as a tag of the session. */
export function trusted({ clusterArn, namespaces, serviceAccount }: Pods, account: string): iam.IPrincipal {
  return new iam.ServicePrincipal('pods.eks.amazonaws.com', {
    conditions: {
      StringEquals: {
        'aws:SourceAccount': account,
        'aws:RequestTag/eks-cluster-arn': clusterArn,
        'aws:RequestTag/kubernetes-namespace': namespaces,
        'aws:RequestTag/kubernetes-service-account': serviceAccount,
      },
    },
  }).withSessionTags();
}
