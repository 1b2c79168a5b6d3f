import type { Explanation } from './explanation.ts';
import { LOG_GROUPS } from './log-groups.ts';

const bucket = (...layers: readonly string[]): string[] =>
  layers.map((layer) => `replica-store/${layer}/Resource/Resource`);

/** What AWS Control Tower's proactive controls would refuse and stays, by the control's id. */
export const CONTROL_TOWER: readonly Explanation[] = [
  {
    rules: ['CT.CLOUDWATCH.PR.2'],
    at: LOG_GROUPS,
    reason:
      'A year of logs is logs.retentionDays: 365. As shipped they are kept as long as somebody reads them; what came in stands in tables.',
  },
  {
    rules: ['CT.CLOUDWATCH.PR.3'],
    at: LOG_GROUPS,
    reason: "CloudWatch encrypts every log by itself; customerKey puts all of them under a key of the customer's.",
  },
  {
    rules: ['CT.CLOUDTRAIL.PR.1'],
    at: ['replica-store/CallTrail/Resource'],
    reason:
      "The bucket encrypts the trail's files, which are signed; customerKey puts them under a key of the customer's.",
  },
  {
    rules: ['CT.S3.PR.10'],
    at: bucket('Bronze', 'Silver', 'Gold'),
    reason: "SSE-S3 encrypts everything; customerKey puts the layers under a key of the customer's.",
  },
  {
    rules: ['CT.S3.PR.10'],
    at: bucket('Landing', 'AccessLogs'),
    reason:
      'Never: an upload in parts would need kms:Decrypt, which a plant must not have, and S3 writes access logs into no bucket under a key of KMS.',
  },
  {
    rules: ['CT.S3.PR.2'],
    at: bucket('AccessLogs'),
    reason: 'It is the bucket of the access logs: a log of its own would log each log that is written.',
  },
  {
    rules: ['CT.S3.PR.4'],
    at: bucket('AccessLogs', 'Bronze', 'Silver', 'Gold'),
    reason:
      'Nothing waits for their events: the jobs ask for what is new. Landing sends its own to the event bus, and the trail records the calls on bronze.',
  },
  {
    rules: ['CT.S3.PR.9'],
    at: bucket('AccessLogs', 'Landing', 'Silver', 'Gold'),
    reason:
      'Bronze is locked, where bronze.objectLockDays says so: it is what cannot be had again. Landing expires, silver and gold are built again from bronze, and their jobs delete.',
  },
  {
    rules: ['CT.S3.PR.9'],
    at: bucket('Bronze'),
    reason: 'bronze.objectLockDays is for where data stays: a locked bucket cannot go with its stack.',
  },
  {
    rules: ['CT.S3.PR.11'],
    at: bucket('AccessLogs', 'Silver', 'Gold'),
    reason:
      'Delta Lake keeps its own versions and deletes by vacuum; services write each log file once, under a name of its own.',
  },
  {
    rules: ['CT.GLUE.PR.1'],
    at: ['transformation/*/Job/Resource'],
    reason:
      'A security configuration says how Spark encrypts what it writes, bookmarks and logs. The jobs write by their own client into buckets that encrypt, have no bookmark, and log counts.',
  },
  {
    rules: ['CT.IAM.PR.4'],
    at: ['ingestion/*/PiIntegrator/WriteOnly/Resource'],
    reason:
      "PI Integrator signs with a user's key and nothing else. One user a site, with an inline policy under its boundary: a group would give each site's user the rights of the others.",
  },
  {
    rules: ['CT.LAMBDA.PR.3'],
    at: [
      'ingestion/PiIntegratorKeys/Keeper/Function/Resource',
      'ingestion/PiIntegratorKeys/Provider/framework-onEvent/Resource',
      'ingestion/LandingIntake/*/Function/Resource',
      'ingestion/StreamToBronze/Writer/Function/Resource',
      'transformation/Pipeline/*/Check/Function/Resource',
      'replica-store/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler',
      'kubeflow/NotebookImage/Starter/Function/Resource',
    ],
    reason:
      'They call services of AWS only, under roles that name each resource; a network of their own would give them a way to elsewhere.',
  },
  {
    rules: ['CT.LAMBDA.PR.3'],
    at: [
      'kubeflow/Kubeflow/Cluster/KubectlProvider/Handler/Resource',
      'kubeflow/Kubeflow/Cluster/KubectlProvider/Provider/framework-onEvent/Resource',
    ],
    reason:
      "They are in the cluster's network, under the cluster's own security group, which the rule reads of no template.",
  },
  {
    rules: ['CT.CODEBUILD.PR.4'],
    at: ['kubeflow/NotebookImage/Build/Project'],
    reason:
      "Docker builds the image, on a machine of AWS's that is gone after the build; its role reads one folder and fills one repository.",
  },
  {
    rules: ['CT.EC2.PR.10'],
    at: ['kubeflow/AddOns/Nodes/Template/Resource'],
    reason: 'Metrics by the minute cost by the node, and nothing looks at them: Kubernetes tells of its own pods.',
  },
  {
    rules: ['CT.SQS.PR.1'],
    at: ['ingestion/LandingIntake/DeadLetters/Resource'],
    reason: 'It is the queue of the dead letters itself; an alarm goes off with the first one in it.',
  },
  {
    rules: ['CT.STEPFUNCTIONS.PR.2'],
    at: ['transformation/Pipeline/Machine/Resource'],
    reason: 'Its log tells every state, with input and output; a trace would say the same to one more service.',
  },
];
