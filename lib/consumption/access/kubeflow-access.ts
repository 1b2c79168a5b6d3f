import { aws_ec2 as ec2, type aws_eks_v2 as eks } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Kubeflow } from '../../config/config.ts';
import { Entrance } from './entrance.ts';
import { People } from './people.ts';

export interface KubeflowAccessProps {
  readonly cluster: eks.Cluster;
  readonly vpc: ec2.IVpc;
  readonly access: Kubeflow['access'];
}

/** Ways into the cluster, as the configuration has them: networks of administrators, people who forward a port, a name of the company's. */
export class KubeflowAccess extends Construct {
  constructor(scope: Construct, id: string, { cluster, vpc, access }: KubeflowAccessProps) {
    super(scope, id);
    for (const group of controlPlaneGroups(cluster)) {
      for (const cidr of access.adminCidrs) {
        group.addIngressRule(ec2.Peer.ipv4(cidr), ec2.Port.tcp(443), 'Administrators');
      }
    }
    const { peopleRoleArn: roleArn, ingress } = access;
    if (roleArn !== null) new People(this, 'People', { cluster, roleArn });
    if (ingress !== null) new Entrance(this, 'Entrance', { cluster, vpc, ingress });
  }
}

/** Groups of the control plane that its nodes are not in: those of EKS's own group are not for administrators. */
function controlPlaneGroups({ connections, clusterSecurityGroup }: eks.Cluster): ec2.ISecurityGroup[] {
  return connections.securityGroups.filter((group) => group !== clusterSecurityGroup);
}
