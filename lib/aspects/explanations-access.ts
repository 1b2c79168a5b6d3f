import type { Explanation } from './explanation.ts';

const IAM5 = ['AwsSolutions-IAM5'];
const INLINE = ['NIST.800.53.R5-IAMNoInlinePolicy'];
const JOBS = ['Clean', 'BuildGold', 'Maintenance'].map((job) => `transformation/${job}/Role`);
const FRAMEWORKS = [
  'ingestion/PiIntegratorKeys/Provider/framework-onEvent/ServiceRole',
  'kubeflow/Kubeflow/Cluster/KubectlProvider/Provider/framework-onEvent/ServiceRole',
];
const HANDLER = 'kubeflow/Kubeflow/Cluster/KubectlProvider/Handler/ServiceRole';

const resource = (roles: readonly string[]): string[] => roles.map((role) => `${role}/Resource`);
const defaultPolicy = (roles: readonly string[]): string[] => roles.map((role) => `${role}/DefaultPolicy/Resource`);

/** Rights, and how they are attached. */
export const ACCESS: readonly Explanation[] = [
  {
    rules: IAM5,
    at: [
      'ingestion/*/PiIntegrator/WriteOnly/Resource',
      'ingestion/*/Sender/Role/Resource',
      'ingestion/*/Boundary-*/Policy/Resource',
    ],
    finding: /^Resource::.*\/site=[a-z0-9-]+\/feeder=(sender|pi-integrator)\/\*$/,
    reason:
      'The star is the name of an object below the own prefix of one site, closed by a slash; a feeder names its files.',
  },
  {
    rules: IAM5,
    at: ['ingestion/*/Boundary-pi-integrator/Policy/Resource', 'ingestion/*/PiIntegrator/WriteOnly/Resource'],
    finding: /^Resource::\*$/,
    reason:
      'kinesis:ListStreams and s3:ListAllMyBuckets know no resource; PI Integrator asks for them before it writes.',
  },
  {
    rules: IAM5,
    at: ['ingestion/LandingIntake/Intake/Role/Resource', 'ingestion/StreamToBronze/Writer/Role/Resource'],
    finding: /^Resource::.*\/(\*|(_received\/)?site=\*\/feeder=\*\/view=\*\/stream\/\*|aws\/lambda\/\*)$/,
    reason:
      'Objects of one named bucket: the intake and the writer of streams are the only ones that fill bronze, for every site.',
  },
  {
    rules: IAM5,
    at: [...resource(JOBS), 'transformation/Crawlers/Role/Role/Resource', 'consumption/GoldReader/Role/Resource'],
    finding: /^Resource::.*\/(\*|delta\/\*|site=\*\/feeder=\*\/\*)$/,
    reason: 'Objects of one named bucket, or tables of one named database: the role works on all of them.',
  },
  {
    rules: IAM5,
    at: [...resource(JOBS), 'transformation/Crawlers/Role/Role/Resource'],
    finding: /^Resource::arn:aws[a-z-]*:logs:.*:log-group:\/aws-glue\//,
    reason: 'Glue chooses the name of the log group and of the stream of each run, below /aws-glue/.',
  },
  {
    rules: IAM5,
    at: ['ingestion/PiIntegratorKeys/Keeper/Role/Resource'],
    finding: /^Resource::.*-pi-integrator-\*(-\?{6})?$/,
    reason:
      'The users and secrets of the PI Integrators of this deployment, those of a site that is taken away among them.',
  },
  {
    rules: IAM5,
    at: [...resource(JOBS), 'ingestion/PiIntegratorKeys/Keeper/Role/Resource'],
    finding: /^Resource::\*$/,
    reason: 'cloudwatch:PutMetricData knows no resource; a condition holds it to named namespaces.',
  },
  {
    rules: IAM5,
    at: ['transformation/Pipeline/Role/Resource', 'transformation/Pipeline/DueCrawls/Check/Role/Resource'],
    finding: /:crawler\/[a-z0-9-]+-crawl-\*$/,
    reason:
      'Every crawler of this deployment, by the beginning of its name: as a list they outgrow the policy of a role.',
  },
  {
    rules: IAM5,
    at: ['transformation/Pipeline/TakeTurn/Check/Role/Resource'],
    finding: /:execution:[a-z0-9-]+:\*$/,
    reason: 'Executions of one named state machine, whose names AWS makes up.',
  },
  {
    rules: IAM5,
    at: ['transformation/Pipeline/Role/Resource'],
    finding: /^Resource::\*$/,
    reason: 'The verbs by which Step Functions delivers the log of a state machine know no resource.',
  },
  {
    rules: IAM5,
    at: ['kubeflow/NotebookImage/Build/Role/Resource'],
    finding: /^Resource::\*$/,
    reason: 'ecr:GetAuthorizationToken knows no resource; what may be put, and where, is named.',
  },
  {
    rules: IAM5,
    at: defaultPolicy(FRAMEWORKS),
    finding: /^Resource::<\w+\.Arn>:\*$/,
    reason: "CDK's provider calls one function, in whichever of its versions.",
  },
  {
    rules: IAM5,
    at: ['kubeflow/AddOns/Scaler/Role/Resource'],
    finding: /^Resource::(\*|.*:autoScalingGroup:\*:autoScalingGroupName\/eks-\*)$/,
    reason:
      "To describe groups and instance types knows no resource. EKS names a group when it makes it; only one that it tagged as this cluster's is scaled.",
  },
  {
    rules: ['AwsSolutions-IAM4'],
    at: resource([...FRAMEWORKS, HANDLER]),
    finding: /AWSLambda(Basic|VPCAccess)ExecutionRole|Amazon(EC2|Elastic)ContainerRegistry(Public)?ReadOnly/,
    reason:
      "CDK's own provider attaches what a function needs to log, to have an address and to pull kubectl; the proof reads these policies.",
  },
  {
    rules: ['AwsSolutions-IAM4'],
    at: [
      'kubeflow/Kubeflow/Cluster/Role/Resource',
      'kubeflow/AddOns/Nodes/Group/NodeGroupRole/Resource',
      'kubeflow/AddOns/Volumes/Resource',
    ],
    finding: /Amazon(EKS|EC2ContainerRegistry|EBSCSI)/,
    reason:
      'AWS documents these policies for a cluster, its nodes and its volumes, and changes them with the service; the proof reads them.',
  },
  {
    rules: INLINE,
    at: [
      ...[
        'replica-store/CallTrail',
        'ingestion/*/Sender',
        'ingestion/PiIntegratorKeys/Keeper',
        'ingestion/LandingIntake/*',
      ].map((of) => `${of}/Role/Resource`),
      ...['ingestion/StreamToBronze/Writer', 'transformation/*', 'transformation/*/*', 'consumption/GoldReader'].map(
        (of) => `${of}/Role/Resource`,
      ),
      'transformation/Pipeline/*/Check/Role/Resource',
      'kubeflow/AddOns/Scaler/Role/Resource',
      'kubeflow/NotebookImage/*/Role/Resource',
      'ingestion/*/PiIntegrator/WriteOnly/Resource',
    ],
    reason:
      'An inline policy lives and dies with its identity and can be attached to no other; test/golden/permissions.md shows every statement.',
  },
  {
    rules: INLINE,
    at: [
      ...defaultPolicy([...FRAMEWORKS, HANDLER]),
      ...defaultPolicy([
        'ingestion/PiIntegratorKeys/Keeper/Role',
        'ingestion/LandingIntake/*/Role',
        'ingestion/StreamToBronze/Writer/Role',
      ]),
      'transformation/Pipeline/*/Check/Role/DefaultPolicy/Resource',
    ],
    reason: "CDK's own grants of a function, to its log or its queue, stand in the policy of that one role.",
  },
  {
    rules: ['NIST.800.53.R5-IAMUserGroupMembership', 'NIST.800.53.R5-IAMUserNoPolicies'],
    at: ['ingestion/*/PiIntegrator/User/Resource', 'ingestion/*/PiIntegrator/WriteOnly/Resource'],
    reason: "One user a site, with its own prefix: a group would give each site's user the rights of the others.",
  },
  {
    rules: ['AwsSolutions-SMG4', 'NIST.800.53.R5-SecretsManagerRotationEnabled'],
    at: ['ingestion/*/PiIntegrator/Secret/Resource'],
    reason:
      'A person types the key into PI Integrator, so a timer would cut the plant off: a function makes the next key in time and disables one only when another is seen in its place (docs/adr/017).',
  },
];
