import dataReads from '../../../packages/iam-proof/reference/data-reads.json' with { type: 'json' };
import dataWrites from '../../../packages/iam-proof/reference/data-writes.json' with { type: 'json' };
import escalations from '../../../packages/iam-proof/reference/escalations.json' with { type: 'json' };
import type { Reference } from '../../../packages/iam-proof/reference/reference.ts';
import { allowedVerbs } from './allowed.ts';

/** Verbs that an identity is refused, of one kind and one group of services. */
export interface RefusedGroup {
  readonly name: string;
  readonly reason: string;
  readonly actions: readonly string[];
  /** Those that a reader is likely to have heard of. */
  readonly typical: readonly string[];
}

type Lists = Readonly<Record<string, { readonly reason: string; readonly actions: readonly string[] }>>;

const LISTS: Readonly<Record<string, Lists>> = { read: dataReads, change: dataWrites, 'take over': escalations };

const TYPICAL: readonly string[] = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:ListBucket',
  's3:ListBucketVersions',
  's3express:CreateSession',
  's3-object-lambda:GetObject',
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
  'kinesis:SubscribeToShard',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'secretsmanager:GetSecretValue',
  'ssm:GetParameter',
  'athena:StartQueryExecution',
  'glue:GetTable',
  'lakeformation:GetDataAccess',
  'dynamodb:GetItem',
  'sqs:ReceiveMessage',
  'logs:FilterLogEvents',
  'lambda:InvokeFunction',
  'lambda:GetFunction',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutObjectTagging',
  'iam:PassRole',
  'iam:CreateAccessKey',
  'sts:AssumeRole',
  'kms:CreateGrant',
  'kms:PutKeyPolicy',
  's3:PutBucketPolicy',
  's3:CreateAccessPoint',
  'lambda:UpdateFunctionCode',
  'glue:CreateJob',
  'ec2:RunInstances',
  'datasync:CreateTask',
  'events:PutTargets',
  'sqs:SetQueueAttributes',
  'cloudtrail:StopLogging',
  'cloudwatch:DeleteAlarms',
];

/** Verbs that no feeder needs, by kind and service: the lists that the proof asks about, less what feeders have with their switches off. */
export function refusedGroups(reference: Reference): RefusedGroup[] {
  const allowed = new Set([...allowedVerbs('pi-integrator'), ...allowedVerbs('sender')].map(({ action }) => action));
  return Object.entries(LISTS)
    .flatMap(([kind, lists]) =>
      Object.entries(lists).map(([name, { reason, actions: patterns }]) => {
        const actions = reference
          .actionsMatching({ inverted: false, patterns })
          .map((action) => action.name)
          .filter((action) => !allowed.has(action));
        return { name: `${kind}: ${name}`, reason, actions, typical: TYPICAL.filter((each) => actions.includes(each)) };
      }),
    )
    .filter(({ actions }) => actions.length > 0);
}
