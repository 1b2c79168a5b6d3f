/** A notebook that reads more than gold, or writes; and others of the cluster that read anything at all. */

import { add, append, set } from '../../edit/edits.ts';
import { find, goldReader, topic } from '../../edit/find.ts';
import { FOREIGN_ARN, nameOf, on, onAll, onRegional, property, replaced, streamArn } from '../../edit/given.ts';
import { inline, reading, rights } from '../../edit/rights.ts';
import { allowing } from '../../edit/statements.ts';
import { type Mutant, mistakes } from '../../mutant.ts';

const notebook = rights('identity', 'a notebook', goldReader);

const reads = allowing(goldReader, 's3:GetObject');
const nodes = find('AWS::IAM::Role', "the nodes'", ({ properties }) =>
  JSON.stringify(properties.AssumeRolePolicyDocument).includes('ec2.amazonaws.com'),
);

export const CONSUMERS: readonly Mutant[] = [
  notebook('reads bronze', 's3:GetObject', on('bronze/*')),
  notebook('reads bronze from within the network', 's3:GetObject', on('bronze/*'), {
    StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' },
  }),
  notebook('reads silver', 's3:GetObject', on('silver/delta/*')),
  notebook('reads landing', 's3:GetObject*', on('landing/*')),
  notebook('reads the access logs', 's3:GetObject', on('access-logs/*')),
  notebook('lists bronze', 's3:ListBucket', on('bronze')),
  notebook('writes into gold', 's3:PutObject', on('gold/*')),
  notebook('writes into a corner of gold', 's3:PutObject', on('gold/scratch/*')),
  notebook('deletes from gold', 's3:DeleteObject', on('gold/*')),
  notebook('may do everything with gold', 's3:*', onAll('gold')),
  notebook('writes into landing', 's3:PutObject', on('landing/*')),
  notebook('writes into another bucket', 's3:PutObject', `${FOREIGN_ARN}/*`),
  notebook('reads a stream', ['kinesis:GetShardIterator', 'kinesis:GetRecords'], streamArn),
  notebook('puts records into a stream', 'kinesis:PutRecord', streamArn),
  notebook('asks Athena', ['athena:StartQueryExecution', 'athena:GetQueryResults'], '*'),
  notebook('starts jobs', 'glue:StartJobRun', onRegional('glue', 'job/*')),
  notebook('reads secrets', 'secretsmanager:GetSecretValue', '*'),
  notebook('may assume roles', 'sts:AssumeRole', '*'),
  ...mistakes('identity', {
    'a notebook reads every bucket of the deployment': set(reads, { Resource: replaced(on('gold'), /gold$/, '*/*') }),
    "a notebook reads every bucket whose name begins with gold's": set(reads, {
      Resource: replaced(on('gold'), /$/, '*'),
    }),
    'a notebook lists every bucket of the deployment': set(allowing(goldReader, 's3:ListBucket'), {
      Resource: replaced(on('gold'), /gold$/, '*'),
    }),
    'a notebook reads by a policy of another stack': add(topic, 'Second', 'AWS::IAM::Policy', {
      PolicyName: 'Second',
      Roles: [nameOf(goldReader)],
      PolicyDocument: reading('bronze'),
    }),
    'a second role of the consumption reads bronze': add(goldReader, 'Second', 'AWS::IAM::Role', {
      AssumeRolePolicyDocument: property(goldReader, 'AssumeRolePolicyDocument'),
      Path: property(goldReader, 'Path'),
      RoleName: ({ environment }) => `airlock-${environment}-bronze-reader`,
      Policies: [inline('bronze')],
    }),
  }),
  ...mistakes(['identity', 'kubeflow'], {
    "the cluster's nodes read bronze": append(nodes, 'Policies', inline('bronze')),
  }),
];
