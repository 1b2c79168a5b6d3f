import {
  Duration,
  type aws_ec2 as ec2,
  aws_eks_v2 as eks,
  type aws_elasticloadbalancingv2 as elb,
  aws_iam as iam,
  Stack,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { podRole } from '../pod-identity.ts';

const CONTROLLER = 'aws-load-balancer-controller';
const NAMESPACE = 'kube-system';
const CHART_VERSION = '3.5.0';

export interface GatewayRegistrarProps {
  readonly cluster: eks.Cluster;
  readonly vpc: ec2.IVpc;
  /** The one group whose targets it keeps. */
  readonly targets: elb.IApplicationTargetGroup;
}

/** AWS's controller of load balancers, which may make none: it keeps the gateway's pods in one group, and that is all. */
export class GatewayRegistrar extends Construct {
  constructor(scope: Construct, id: string, { cluster, vpc, targets }: GatewayRegistrarProps) {
    super(scope, id);
    const identity = podRole(this, 'Identity', {
      roleId: 'Role',
      cluster,
      namespace: NAMESPACE,
      serviceAccount: CONTROLLER,
      inlinePolicies: { KeepTargets: new iam.PolicyDocument({ statements: keepTargets(targets.targetGroupArn) }) },
    });
    const chart = new eks.HelmChart(this, 'Controller', {
      cluster,
      chart: CONTROLLER,
      repository: 'https://aws.github.io/eks-charts',
      version: CHART_VERSION,
      release: CONTROLLER,
      namespace: NAMESPACE,
      wait: true,
      timeout: Duration.minutes(10),
      values: {
        clusterName: cluster.clusterName,
        region: Stack.of(this).region,
        // A pod cannot ask its node for it.
        vpcId: vpc.vpcId,
        serviceAccount: { name: CONTROLLER },
        ...NO_BALANCERS,
      },
    });
    chart.node.addDependency(identity);
  }
}

/** What would answer an Ingress or a Service by a balancer of its own is off, and so is what stands in the way of every Service. */
const NO_BALANCERS = {
  createIngressClassResource: false,
  ingressClassParams: { create: false },
  enableServiceMutatorWebhook: false,
  enableBackendSecurityGroup: false,
  enableShield: false,
  enableWaf: false,
  enableWafv2: false,
  controllerConfig: {
    featureGates: {
      ALBGatewayAPI: false,
      EnableServiceController: false,
      NLBGatewayAPI: false,
    },
  },
};

function keepTargets(group: string): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      sid: 'KeepTargets',
      actions: ['elasticloadbalancing:DeregisterTargets', 'elasticloadbalancing:RegisterTargets'],
      resources: [group],
    }),
    // What only describes knows no resource.
    new iam.PolicyStatement({
      sid: 'Look',
      actions: [
        'ec2:DescribeAvailabilityZones',
        'ec2:DescribeVpcs',
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
      ],
      resources: ['*'],
    }),
  ];
}
