import { aws_ec2 as ec2, aws_eks_v2 as eks } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { whereNodesRun } from './notebook-network.ts';

export interface ClusterNodesProps {
  readonly cluster: eks.Cluster;
  readonly instanceType: string;
  readonly nodes: { readonly min: number; readonly max: number };
}

/** Managed nodes on Amazon Linux 2023. */
export class ClusterNodes extends Construct {
  constructor(scope: Construct, id: string, { cluster, instanceType, nodes }: ClusterNodesProps) {
    super(scope, id);
    const template = new ec2.LaunchTemplate(this, 'Template', {
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: ec2.BlockDeviceVolume.ebs(100, { volumeType: ec2.EbsDeviceVolumeType.GP3, encrypted: true }),
        },
      ],
      requireImdsv2: true,
      // One hop ends at the node: no pod reaches the node's own credentials.
      httpPutResponseHopLimit: 1,
    });
    new eks.Nodegroup(this, 'Group', {
      cluster,
      subnets: whereNodesRun(cluster.vpc),
      amiType: eks.NodegroupAmiType.AL2023_X86_64_STANDARD,
      instanceTypes: [new ec2.InstanceType(instanceType)],
      minSize: nodes.min,
      desiredSize: nodes.min,
      maxSize: nodes.max,
      launchTemplateSpec: { id: template.launchTemplateRef.launchTemplateId, version: template.latestVersionNumber },
    });
  }
}
