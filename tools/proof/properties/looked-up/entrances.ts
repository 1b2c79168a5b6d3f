import { isObject, type Resource } from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { at, broken, objectsIn, ofType, type Setting } from './settings.ts';

const PROPERTY = 'nothing is reached from the internet, and people come over TLS';

const balancers = ofType('AWS::ElasticLoadBalancingV2::LoadBalancer');
const listeners = ofType('AWS::ElasticLoadBalancingV2::Listener');

/** Kinds of access that a group of Kubernetes must not have, since EKS or Kubernetes itself gives them rights. */
const POWERFUL = /^(system|eks|aws|amazon|iam):/;

const SETTINGS: readonly Setting[] = [
  {
    of: ofType('AWS::EKS::Cluster'),
    message: 'its API answers the internet',
    holds: (cluster) => at(cluster, 'ResourcesVpcConfig', 'EndpointPublicAccess') === false,
  },
  {
    of: balancers,
    message: 'it has an address of the internet',
    holds: ({ properties }) => properties.Scheme === 'internal',
  },
  {
    of: listeners,
    message: 'it takes what is not encrypted, or by TLS of before 1.2',
    holds: ({ properties: { Protocol, SslPolicy } }) =>
      Protocol === 'HTTPS' && /^ELBSecurityPolicy-TLS13-1-[23]-/.test(String(SslPolicy)),
  },
  {
    of: listeners,
    message: 'it sends on what asks for no host by its name',
    holds: ({ properties }) => objectsIn(properties.DefaultActions).every(({ Type }) => Type === 'fixed-response'),
  },
  {
    of: ofType('AWS::ElasticLoadBalancingV2::ListenerRule'),
    message: 'it takes any host',
    holds: ({ properties }) =>
      objectsIn(properties.Conditions).some(({ Field, HostHeaderConfig: hosts }) => {
        return Field === 'host-header' && isObject(hosts) && !/[*?]/.test(JSON.stringify(hosts));
      }),
  },
  {
    of: (places) => [...ofType('AWS::EC2::SecurityGroup')(places), ...ofType('AWS::EC2::SecurityGroupIngress')(places)],
    message: 'it lets in addresses that are not private',
    holds: (group) => ingressOf(group).every(isPrivate),
  },
  {
    of: ofType('AWS::EKS::AccessEntry'),
    message: 'its group has rights of its own in Kubernetes',
    holds: ({ properties: { KubernetesGroups: groups } }) =>
      [groups ?? []].flat().every((group) => !POWERFUL.test(String(group))),
  },
];

/** Whether the way to the notebooks is the company's own alone. */
export function entranceFindings(places: Places): Finding[] {
  return broken(SETTINGS, places, breaking(PROPERTY, 'configuration'));
}

function ingressOf({ type, properties }: Resource) {
  return type === 'AWS::EC2::SecurityGroup' ? objectsIn(properties.SecurityGroupIngress) : [properties];
}

/** By another group, by the network's own range, or by a private range. */
function isPrivate({ CidrIp: range, CidrIpv6, SourcePrefixListId }: Resource['properties']): boolean {
  if (CidrIpv6 !== undefined || SourcePrefixListId !== undefined) return false;
  return range === undefined || /GENERATED|^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(String(range));
}
