import {
  aws_certificatemanager as acm,
  CfnOutput,
  aws_ec2 as ec2,
  aws_eks_v2 as eks,
  aws_elasticloadbalancingv2 as elb,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Ingress } from '../../config/config.ts';
import { bindingOfGateway, fromBalancer } from './entrance-manifests.ts';
import { GATEWAY_PODS, gatewayNamespace } from './gateway-namespace.ts';
import { GatewayRegistrar } from './gateway-registrar.ts';

export interface EntranceProps {
  readonly cluster: eks.Cluster;
  readonly vpc: ec2.IVpc;
  readonly ingress: Ingress;
}

/**
 * A name of the company's own network that leads to the gateway and to nothing else: an internal load balancer that
 * speaks TLS. It is of the template, so that nothing in the cluster can make another, or make this one public.
 */
export class Entrance extends Construct {
  constructor(scope: Construct, id: string, { cluster, vpc, ingress }: EntranceProps) {
    super(scope, id);
    const guard = new ec2.SecurityGroup(this, 'Guard', {
      vpc,
      description: 'Way of people to the gateway',
      allowAllOutbound: false,
    });
    for (const cidr of ingress.cidrs) guard.addIngressRule(ec2.Peer.ipv4(cidr), ec2.Port.tcp(443), 'People');
    for (const port of [GATEWAY_PODS.port, GATEWAY_PODS.healthPort].map((number) => ec2.Port.tcp(number))) {
      // By addresses: with rules that stand by themselves, a group is given one for everything besides.
      guard.addEgressRule(ec2.Peer.ipv4(vpc.vpcCidrBlock), port, 'Gateway');
      cluster.clusterSecurityGroup.addIngressRule(guard, port, 'Entrance');
    }
    const targets = this.balance(vpc, guard, ingress);
    const registrar = new GatewayRegistrar(this, 'Registrar', { cluster, vpc, targets });
    const ways = new eks.KubernetesManifest(this, 'Ways', {
      cluster,
      manifest: [fromBalancer(vpc.vpcCidrBlock), bindingOfGateway(targets.targetGroupArn)],
    });
    // The registrar takes its pods out of the balancer before it goes, and could not once it is gone.
    ways.node.addDependency(registrar, gatewayNamespace(this, cluster));
  }

  private balance(
    vpc: ec2.IVpc,
    guard: ec2.ISecurityGroup,
    { host, certificateArn }: Ingress,
  ): elb.IApplicationTargetGroup {
    const balancer = new elb.ApplicationLoadBalancer(this, 'Balancer', {
      vpc,
      internetFacing: false,
      vpcSubnets: { subnets: vpc.privateSubnets },
      securityGroup: guard,
      dropInvalidHeaderFields: true,
    });
    const targets = new elb.ApplicationTargetGroup(this, 'Gateway', {
      vpc,
      targetType: elb.TargetType.IP,
      protocol: elb.ApplicationProtocol.HTTP,
      port: GATEWAY_PODS.port,
      healthCheck: { path: '/healthz/ready', port: String(GATEWAY_PODS.healthPort) },
    });
    const listener = balancer.addListener('Tls', {
      protocol: elb.ApplicationProtocol.HTTPS,
      port: 443,
      open: false,
      certificates: [acm.Certificate.fromCertificateArn(this, 'Certificate', certificateArn)],
      sslPolicy: elb.SslPolicy.RECOMMENDED_TLS,
      defaultAction: elb.ListenerAction.fixedResponse(404),
    });
    listener.addAction('Host', {
      priority: 1,
      conditions: [elb.ListenerCondition.hostHeaders([host])],
      action: elb.ListenerAction.forward([targets]),
    });
    new CfnOutput(this, 'Address', { value: balancer.loadBalancerDnsName, description: `What ${host} must lead to` });
    return targets;
  }
}
