import { aws_ec2 as ec2, aws_iam as iam, type aws_s3 as s3, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { partitionOf } from '../contract/index.ts';

export interface NotebookNetworkProps {
  readonly cidr: string;
  readonly account: string;
  readonly region: string;

  /** Bucket that notebooks read. */
  readonly gold: s3.IBucket;
}

/** Network of the cluster, with no way in from outside. Gold is read through the S3 endpoint. */
export class NotebookNetwork extends Construct {
  readonly vpc: ec2.Vpc;

  constructor(scope: Construct, id: string, props: NotebookNetworkProps) {
    super(scope, id);
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(props.cidr),
      // Upstream's images and manifests come from the internet.
      natGateways: 1,
      subnetConfiguration: [
        { name: 'Public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        // Every pod has an address of its own.
        { name: 'Private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 19 },
      ],
      // Nothing is in the default group, and to empty it would take a function that may change security groups.
      restrictDefaultSecurityGroup: false,
    });
    const toS3 = this.vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
    for (const statement of throughS3(props)) toS3.addToPolicy(statement);
    Validations.of(this.vpc).acknowledge({
      id: 'CloudFormation-Validate::W3010',
      reason: 'Zones stand in the configuration, so that a synthesis looks nothing up',
    });
    const endpoints = new ec2.SecurityGroup(this, 'Endpoints', {
      vpc: this.vpc,
      description: 'Endpoints of AWS services',
      allowAllOutbound: false,
    });
    // Pod Identity asks it for the gold reader's credentials. All else goes through the NAT gateway, and is little.
    this.vpc.addInterfaceEndpoint('EksAuth', {
      service: ec2.InterfaceVpcEndpointAwsService.EKS_AUTH,
      securityGroups: [endpoints],
      subnets: whereNodesRun(this.vpc),
    });
  }
}

/** The zone of the NAT gateway: a volume can be mounted in its own zone only, so that nodes in two would strand notebooks. */
export function whereNodesRun(vpc: ec2.IVpc): ec2.SubnetSelection {
  return { subnets: vpc.privateSubnets.slice(0, 1) };
}

/** All that may go through the endpoint: gold, read by this account, and the layers of images. Nothing is written by it. */
function throughS3({ account, region, gold }: NotebookNetworkProps): iam.PolicyStatement[] {
  const everybody = [new iam.AnyPrincipal()];
  return [
    new iam.PolicyStatement({
      sid: 'ReadGold',
      principals: everybody,
      actions: ['s3:GetObject', 's3:ListBucket'],
      resources: [gold.bucketArn, gold.arnForObjects('*')],
      conditions: { StringEquals: { 'aws:PrincipalAccount': account } },
    }),
    new iam.PolicyStatement({
      sid: 'PullImages',
      principals: everybody,
      actions: ['s3:GetObject'],
      resources: [
        // Layers of ECR, of Kubernetes' registry and of Quay, and the packages of Amazon Linux.
        `prod-${region}-starport-layer-bucket`,
        `prod-registry-k8s-io-${region}`,
        'quayio-production-s3',
        `al2023-repos-${region}-de612dc2`,
      ].map((name) => `arn:${partitionOf(region)}:s3:::${name}/*`),
    }),
  ];
}
