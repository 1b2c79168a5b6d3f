import { CannotTell, isList, isObject } from '../../../packages/iam-proof/index.ts';
import { assumed } from '../assumptions.ts';
import { flatText, objectsWithin } from '../deployed.ts';
import type { Rule } from '../line.ts';
import { costOf, MACHINE_HOURS, PRICES } from '../prices.ts';

const SWITCH = 'consumption.kubeflow.enabled';

const nodes: Rule = ({ properties, where }, { all }) => {
  const { InstanceTypes, ScalingConfig } = properties;
  const [type] = isList(InstanceTypes) ? InstanceTypes.map(flatText) : [];
  const hour = type === undefined ? undefined : MACHINE_HOURS[type];
  const count = isObject(ScalingConfig) ? (ScalingConfig.DesiredSize ?? ScalingConfig.MinSize) : undefined;
  if (hour === undefined || typeof count !== 'number') {
    const known = Object.keys(MACHINE_HOURS).join(', ');
    throw new CannotTell(
      where,
      `got machines of type ${type} (${String(count)}), wanted a type whose price is known: ${known}`,
    );
  }
  const disk = all
    .filter(({ type: kind }) => kind === 'AWS::EC2::LaunchTemplate')
    .flatMap(({ properties: template }) =>
      objectsWithin(template).flatMap(({ VolumeSize }) => (typeof VolumeSize === 'number' ? [VolumeSize] : [])),
    )[0];
  const gigabytes = count * (disk ?? 20) + assumed('claimGb');
  return [
    {
      what: `${count} machine${count === 1 ? '' : 's'} of Kubeflow (${type})`,
      usd: count * costOf(assumed('hoursAMonth'), hour),
      key: 'consumption.kubeflow.nodes.min',
    },
    { what: 'disks of Kubeflow', usd: costOf(gigabytes, PRICES.diskGbMonth), key: SWITCH },
  ];
};

const nat: Rule = () => [
  {
    what: 'NAT gateway',
    usd: costOf(assumed('hoursAMonth'), PRICES.natHour) + costOf(assumed('natGb'), PRICES.natGb),
    key: SWITCH,
  },
];

const address: Rule = () => [
  { what: 'public address', usd: costOf(assumed('hoursAMonth'), PRICES.addressHour), key: SWITCH },
];

const endpoint: Rule = ({ properties: { VpcEndpointType, SubnetIds } }) => {
  if (VpcEndpointType !== 'Interface') return [];
  const zones = isList(SubnetIds) ? SubnetIds.length : 0;
  return [
    {
      what: 'interface endpoints',
      usd: costOf(zones * assumed('hoursAMonth'), PRICES.endpointHour),
      key: 'availabilityZones',
    },
  ];
};

const key: Rule = () => [{ what: 'customer keys', usd: costOf(1, PRICES.key) + costOf(20_000, PRICES.keyRequest) }];

const balancer: Rule = () => [
  {
    what: 'load balancer',
    usd:
      costOf(assumed('hoursAMonth'), PRICES.balancerHour) +
      costOf(assumed('hoursAMonth') * assumed('balancerUnits'), PRICES.balancerUnitHour),
    key: 'consumption.kubeflow.access.ingress',
  },
];

/** A plant's, unless it is Kubeflow's. */
const secret: Rule = ({ stack }) => [
  {
    what: 'secrets',
    usd: costOf(1, PRICES.secret),
    ...(stack.endsWith('-kubeflow') ? { key: SWITCH } : { stage: 'extraction' as const }),
  },
];

export const MACHINES: Readonly<Record<string, Rule>> = {
  'AWS::EKS::Nodegroup': nodes,
  'AWS::EC2::NatGateway': nat,
  'AWS::EC2::EIP': address,
  'AWS::EC2::VPCEndpoint': endpoint,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': balancer,
  'AWS::KMS::Key': key,
  'AWS::SecretsManager::Secret': secret,
};
