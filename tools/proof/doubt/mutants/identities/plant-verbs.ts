/** Verbs that no plant has any use for: other services that return data, and rights over the airlock itself. */

import { arnOf, attribute, objects, on, prefixOf, principal, regional, streamArn } from '../../edit/arn.ts';
import { allow } from '../../edit/edits.ts';
import { intakeQueue, integrator, type Place, plantSecret, sender } from '../../edit/find.ts';
import { type Assembly, type Json, text } from '../../edit/template.ts';
import { type Mutant, mistake } from '../../mutant.ts';

type On = (assembly: Assembly) => Json;

const everything: On = () => '*';
const own: On = (assembly) => objects(assembly, 'landing', `${prefixOf(sender(assembly)).own}*`);
const landing: On = on('landing');
const any =
  (service: string, rest: string): On =>
  (assembly) =>
    regional(assembly, service, rest);

const sends = (words: string, action: Json, on: On): Mutant =>
  mistake('identity', `a sender ${words}`, (assembly) => allow(sender(assembly), action, on(assembly)));

const feeds = (words: string, action: Json, on: (who: Place) => Json): Mutant =>
  mistake('identity', `a PI Integrator ${words}`, (assembly) => {
    const who = integrator(assembly);
    allow(who, action, on(who));
  });

/** Data by another service, or by another door of S3. */
const OTHER_DOORS: readonly Mutant[] = [
  sends('opens a session of S3 Express', 's3express:CreateSession', everything),
  sends('reads through an Object Lambda', 's3-object-lambda:GetObject', everything),
  sends('reads table buckets', 's3tables:GetTableData', everything),
  sends('asks Access Grants for credentials', 's3:GetDataAccess', everything),
  sends('reads what a replication may read', 's3:GetObjectVersionForReplication', own),
  sends('reads results of Athena', ['athena:StartQueryExecution', 'athena:GetQueryResults'], everything),
  sends('asks Lake Formation for credentials', 'lakeformation:GetDataAccess', everything),
  sends('reads the catalogue', ['glue:GetTable', 'glue:GetPartitions'], everything),
  sends('reads logs', ['logs:GetLogEvents', 'logs:FilterLogEvents'], any('logs', 'log-group:*')),
  sends('takes messages of the intake', 'sqs:ReceiveMessage', (assembly) => attribute(intakeQueue(assembly))),
  sends('subscribes to the alarms', 'sns:Subscribe', everything),
  sends('reads parameters', 'ssm:GetParameter', any('ssm', 'parameter/*')),
  sends('decrypts with any key', 'kms:Decrypt', everything),
  sends('makes data keys of any key', 'kms:GenerateDataKey', everything),
  sends('grants the use of any key', 'kms:CreateGrant', everything),
  feeds('reads its own secret', 'secretsmanager:GetSecretValue', ({ assembly }) => secretArn(assembly)),
  feeds('reads every secret of the deployment', 'secretsmanager:GetSecretValue', ({ assembly }) =>
    regional(assembly, 'secretsmanager', 'secret:airlock/*'),
  ),
];

/** Rights over landing, bronze and the stream that are no use of them. */
const TAMPERING: readonly Mutant[] = [
  sends("replaces landing's policy", 's3:PutBucketPolicy', landing),
  sends('replicates landing', 's3:PutReplicationConfiguration', landing),
  sends('takes inventories of landing', 's3:PutInventoryConfiguration', landing),
  sends("sends landing's events elsewhere", 's3:PutBucketNotification', landing),
  sends("sends landing's access log elsewhere", 's3:PutBucketLogging', landing),
  sends("changes landing's life cycle", 's3:PutLifecycleConfiguration', landing),
  sends('stops the versioning of landing', 's3:PutBucketVersioning', landing),
  sends("opens landing's public access block", 's3:PutBucketPublicAccessBlock', landing),
  sends('makes access points', ['s3:CreateAccessPoint', 's3:PutAccessPointPolicy'], everything),
  sends('puts access lists on its own objects', 's3:PutObjectAcl', own),
  sends('puts replicas among its own objects', 's3:ReplicateObject', own),
  sends('deletes its own objects', 's3:DeleteObject', own),
  sends('deletes versions of its own objects', 's3:DeleteObjectVersion', own),
  sends('bypasses the lock of its own objects', 's3:BypassGovernanceRetention', own),
  sends('locks its own objects', ['s3:PutObjectRetention', 's3:PutObjectLegalHold'], own),
  sends('changes the encryption of its own objects', 's3:UpdateObjectEncryption', own),
  sends('puts a policy on its own stream', 'kinesis:PutResourcePolicy', streamArn),
];

/** Rights over itself and over others. */
const ESCALATION: readonly Mutant[] = [
  feeds('makes itself access keys', 'iam:CreateAccessKey', principal),
  feeds('puts a policy on itself', 'iam:PutUserPolicy', principal),
  feeds('joins groups', 'iam:AddUserToGroup', everythingOf),
  feeds('makes itself a password', 'iam:CreateLoginProfile', principal),
  feeds('takes off its boundary', 'iam:DeleteUserPermissionsBoundary', principal),
  sends('attaches policies to its role', 'iam:AttachRolePolicy', arnOf(sender)),
  sends('changes who may assume its role', 'iam:UpdateAssumeRolePolicy', arnOf(sender)),
  sends('may assume every role', 'sts:AssumeRole', everything),
  sends('asks for federated credentials', 'sts:GetFederationToken', everything),
];

function secretArn(assembly: Assembly): string {
  const name = text(plantSecret(assembly).properties.Name, 'Name');
  return regional(assembly, 'secretsmanager', `secret:${name}-*`);
}

function everythingOf(): Json {
  return '*';
}

export const PLANT_VERBS: readonly Mutant[] = [...OTHER_DOORS, ...TAMPERING, ...ESCALATION];
