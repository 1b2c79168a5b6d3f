/** Verbs that no plant has any use for: other services that return data, and rights over the airlock itself. */

import { intakeQueue, integrator, plantSecret, sender } from '../../edit/find.ts';
import { arnOf, attribute, on, onRegional, ownObjects, streamArn, textOf } from '../../edit/given.ts';
import { rights } from '../../edit/rights.ts';
import type { Mutant } from '../../mutant.ts';

const own = ownObjects(sender);
const landing = on('landing');

const sends = rights('identity', 'a sender', sender);
const feeds = rights('identity', 'a PI Integrator', integrator);

const secretArn = onRegional('secretsmanager', (assembly) => `secret:${textOf(plantSecret, 'Name')(assembly)}-*`);

/** Data by another service, or by another door of S3. */
const OTHER_DOORS: readonly Mutant[] = [
  sends('opens a session of S3 Express', 's3express:CreateSession', '*'),
  sends('reads through an Object Lambda', 's3-object-lambda:GetObject', '*'),
  sends('reads table buckets', 's3tables:GetTableData', '*'),
  sends('asks Access Grants for credentials', 's3:GetDataAccess', '*'),
  sends('reads what a replication may read', 's3:GetObjectVersionForReplication', own),
  sends('reads results of Athena', ['athena:StartQueryExecution', 'athena:GetQueryResults'], '*'),
  sends('asks Lake Formation for credentials', 'lakeformation:GetDataAccess', '*'),
  sends('reads the catalogue', ['glue:GetTable', 'glue:GetPartitions'], '*'),
  sends('reads logs', ['logs:GetLogEvents', 'logs:FilterLogEvents'], onRegional('logs', 'log-group:*')),
  sends('takes messages of the intake', 'sqs:ReceiveMessage', attribute(intakeQueue)),
  sends('subscribes to the alarms', 'sns:Subscribe', '*'),
  sends('reads parameters', 'ssm:GetParameter', onRegional('ssm', 'parameter/*')),
  sends('decrypts with any key', 'kms:Decrypt', '*'),
  sends('makes data keys of any key', 'kms:GenerateDataKey', '*'),
  sends('grants the use of any key', 'kms:CreateGrant', '*'),
  feeds('reads its own secret', 'secretsmanager:GetSecretValue', secretArn),
  feeds(
    'reads every secret of the deployment',
    'secretsmanager:GetSecretValue',
    onRegional('secretsmanager', 'secret:airlock/*'),
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
  sends('makes access points', ['s3:CreateAccessPoint', 's3:PutAccessPointPolicy'], '*'),
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
  feeds('makes itself access keys', 'iam:CreateAccessKey', arnOf(integrator)),
  feeds('puts a policy on itself', 'iam:PutUserPolicy', arnOf(integrator)),
  feeds('joins groups', 'iam:AddUserToGroup', '*'),
  feeds('makes itself a password', 'iam:CreateLoginProfile', arnOf(integrator)),
  feeds('takes off its boundary', 'iam:DeleteUserPermissionsBoundary', arnOf(integrator)),
  sends('attaches policies to its role', 'iam:AttachRolePolicy', arnOf(sender)),
  sends('changes who may assume its role', 'iam:UpdateAssumeRolePolicy', arnOf(sender)),
  sends('may assume every role', 'sts:AssumeRole', '*'),
  sends('asks for federated credentials', 'sts:GetFederationToken', '*'),
];

export const PLANT_VERBS: readonly Mutant[] = [...OTHER_DOORS, ...TAMPERING, ...ESCALATION];
