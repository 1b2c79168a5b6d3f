import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import {
  type aws_ec2 as ec2,
  aws_eks_v2 as eks,
  aws_iam as iam,
  aws_kms as kms,
  aws_logs as logs,
  RemovalPolicies,
  RemovalPolicy,
  Validations,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Deployment, kubeflowClusterName } from '../contract/index.ts';
import { grantsByServicesAlone } from '../encryption/grants.ts';

export interface KubeflowClusterProps {
  readonly deployment: Deployment;
  readonly vpc: ec2.IVpc;
  /** Who may administer the cluster, besides the function that applies this app's own manifests. */
  readonly adminRoleArn: string;
  readonly removalPolicy: RemovalPolicy;
}

/** EKS cluster that is reached from its own network only, its secrets encrypted, its control plane logged. */
export class KubeflowCluster extends Construct {
  readonly cluster: eks.Cluster;

  constructor(scope: Construct, id: string, { deployment, vpc, adminRoleArn, removalPolicy }: KubeflowClusterProps) {
    super(scope, id);
    const clusterName = kubeflowClusterName(deployment);
    // EKS would make this group itself, to be kept for ever; kept under its name, it would stop the next deployment.
    const controlPlaneLog = new logs.LogGroup(this, 'ControlPlaneLog', {
      logGroupName: `/aws/eks/${clusterName}/cluster`,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const secretsEncryptionKey = new kms.Key(this, 'SecretsKey', {
      description: `Kubernetes secrets of ${clusterName}`,
      enableKeyRotation: true,
      removalPolicy,
    });
    secretsEncryptionKey.addToResourcePolicy(grantsByServicesAlone());
    this.cluster = new eks.Cluster(this, 'Cluster', {
      clusterName,
      version: eks.KubernetesVersion.V1_36,
      vpc,
      vpcSubnets: [{ subnets: vpc.privateSubnets }],
      endpointAccess: eks.EndpointAccess.PRIVATE,
      defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
      defaultCapacity: 0,
      bootstrapClusterCreatorAdminPermissions: false,
      // The add-ons of this app stand in their place.
      bootstrapSelfManagedAddons: false,
      mastersRole: iam.Role.fromRoleArn(this, 'Admin', adminRoleArn, { mutable: false }),
      secretsEncryptionKey,
      clusterLogging: [
        eks.ClusterLoggingTypes.API,
        eks.ClusterLoggingTypes.AUDIT,
        eks.ClusterLoggingTypes.AUTHENTICATOR,
      ],
      // Each manifest is a resource of its own, deleted with it.
      prune: false,
      kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(this, 'Kubectl') },
    });
    this.cluster.node.addDependency(controlPlaneLog);
    inStandardSupport(this.cluster);
    // The logs of the functions that apply manifests would outlive their stack.
    RemovalPolicies.of(this.cluster).apply(RemovalPolicy.DESTROY, {
      applyToResourceTypes: [logs.CfnLogGroup.CFN_RESOURCE_TYPE_NAME],
    });
    Validations.of(this.cluster).acknowledge({
      id: 'CloudFormation-Validate::W9009',
      reason: 'The CDK writes encryptionConfig.resources, and "secrets" is its only value',
    });
  }
}

/** Where its version's standard support ends, AWS takes it to the next one; else it would go on at six times the price. */
function inStandardSupport(cluster: eks.Cluster): void {
  const resource = cluster.node.defaultChild;
  if (!(resource instanceof eks.CfnCluster)) throw new Error(`wanted an AWS::EKS::Cluster under ${cluster.node.path}`);
  resource.upgradePolicy = { supportType: 'STANDARD' };
}
