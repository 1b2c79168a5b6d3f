import type { Explanation } from './explanation.ts';

const FUNCTIONS = [
  'ingestion/PiIntegratorKeys/Keeper/Function/Resource',
  'ingestion/LandingIntake/*/Function/Resource',
  'ingestion/StreamToBronze/Writer/Function/Resource',
  'transformation/Pipeline/*/Check/Function/Resource',
];
const OF_DEPLOYMENTS = ['kubeflow/NotebookImage/Starter/Function/Resource'];
const CDKS_OWN = [
  'ingestion/PiIntegratorKeys/Provider/framework-onEvent/Resource',
  'kubeflow/Kubeflow/Cluster/KubectlProvider/Handler/Resource',
  'kubeflow/Kubeflow/Cluster/KubectlProvider/Provider/framework-onEvent/Resource',
];

/** How functions, the state machine and the network run. */
export const RUNNING: readonly Explanation[] = [
  {
    rules: ['NIST.800.53.R5-LambdaConcurrency'],
    at: [...FUNCTIONS, ...CDKS_OWN, ...OF_DEPLOYMENTS],
    reason:
      'A reserve would take from what the account has for others. Queue and shards bound how many run at once, and a flood raises an alarm.',
  },
  {
    rules: ['NIST.800.53.R5-LambdaDLQ'],
    at: FUNCTIONS,
    reason:
      'What fails is kept where it came from: in the queue of dead letters, at the on-failure object of a stream, or with the caller; an alarm tells of each.',
  },
  {
    rules: ['NIST.800.53.R5-LambdaDLQ'],
    at: [...CDKS_OWN, ...OF_DEPLOYMENTS],
    reason: 'CloudFormation calls it and waits for its answer: what fails, fails the deployment.',
  },
  {
    rules: ['NIST.800.53.R5-LambdaInsideVPC'],
    at: [...FUNCTIONS, ...OF_DEPLOYMENTS, 'ingestion/PiIntegratorKeys/Provider/framework-onEvent/Resource'],
    reason:
      'It calls services of AWS only, over TLS, under a role that names each resource; a network of its own would give it a way to elsewhere.',
  },
  {
    rules: ['AwsSolutions-L1'],
    at: ['kubeflow/Kubeflow/Cluster/KubectlProvider/Handler/Resource'],
    reason: "CDK's own function for kubectl, in the runtime that its release was tested with.",
  },
  {
    rules: ['AwsSolutions-SF2'],
    at: ['transformation/Pipeline/Machine/Resource'],
    reason: 'Its log tells every state, with input and output; a trace would say the same to one more service.',
  },
  {
    rules: ['AwsSolutions-VPC7', 'NIST.800.53.R5-VPCFlowLogsEnabled'],
    at: ['kubeflow/Network/Vpc/Resource'],
    reason:
      'Flow logs are for the account to switch on for all its networks; nothing in this one can be reached from outside, and the calls of the cluster are logged.',
  },
  {
    rules: ['NIST.800.53.R5-VPCDefaultSecurityGroupClosed'],
    at: ['kubeflow/Network/Vpc/Resource'],
    reason:
      'Nothing is put into the default group; to close it CDK would deploy one more function with rights on security groups.',
  },
  {
    rules: ['NIST.800.53.R5-VPCNoUnrestrictedRouteToIGW'],
    at: ['kubeflow/Network/Vpc/PublicSubnet*/DefaultRoute'],
    reason: 'The public subnets hold the NAT gateways by which private nodes pull images, and nothing else.',
  },
  {
    rules: ['AwsSolutions-EC23', 'NIST.800.53.R5-EC2RestrictedCommonPorts', 'NIST.800.53.R5-EC2RestrictedSSH'],
    at: ['kubeflow/Network/Endpoints/Resource'],
    reason: "The rule cannot read a reference: the group lets in port 443 from this network's own addresses.",
  },
  {
    rules: ['AwsSolutions-CB4'],
    at: ['kubeflow/NotebookImage/Build/Project'],
    reason: 'The project keeps nothing: no artifact and no cache that a key could be for.',
  },
];
