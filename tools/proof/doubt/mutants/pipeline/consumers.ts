/** A notebook that reads more than gold, or writes; and others of the cluster that read anything at all. */

import { bucketArn, FOREIGN_BUCKET, on, onAll, onRegional, streamArn } from '../../edit/arn.ts';
import { add, allowing, append, put } from '../../edit/edits.ts';
import { find, goldReader } from '../../edit/find.ts';
import { reading, rights } from '../../edit/rights.ts';
import { type Mutant, mistake } from '../../mutant.ts';

const notebook = rights('identity', 'a notebook', goldReader);

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
  notebook('writes into another bucket', 's3:PutObject', `arn:aws:s3:::${FOREIGN_BUCKET}/*`),
  notebook('reads a stream', ['kinesis:GetShardIterator', 'kinesis:GetRecords'], streamArn),
  notebook('puts records into a stream', 'kinesis:PutRecord', streamArn),
  notebook('asks Athena', ['athena:StartQueryExecution', 'athena:GetQueryResults'], '*'),
  notebook('starts jobs', 'glue:StartJobRun', onRegional('glue', 'job/*')),
  notebook('reads secrets', 'secretsmanager:GetSecretValue', '*'),
  notebook('may assume roles', 'sts:AssumeRole', '*'),
  mistake('identity', 'a notebook reads every bucket of the deployment', (assembly) => {
    const arn = bucketArn(assembly, 'gold').replace(/gold$/, '*/*');
    allowing(goldReader(assembly), 's3:GetObject').Resource = arn;
  }),
  mistake('identity', "a notebook reads every bucket whose name begins with gold's", (assembly) =>
    put(allowing(goldReader(assembly), 's3:GetObject'), 'Resource', `${bucketArn(assembly, 'gold')}*`),
  ),
  mistake('identity', 'a notebook lists every bucket of the deployment', (assembly) =>
    put(allowing(goldReader(assembly), 's3:ListBucket'), 'Resource', bucketArn(assembly, 'gold').replace(/gold$/, '*')),
  ),
  mistake('identity', 'a notebook reads by a policy of another stack', (assembly) => {
    const { RoleName = null } = goldReader(assembly).properties;
    const stack = find(assembly, 'AWS::SNS::Topic', "the alarms'", () => true);
    const PolicyDocument = reading(assembly, 'bronze');
    add(stack, 'Second', 'AWS::IAM::Policy', { PolicyName: 'Second', Roles: [RoleName], PolicyDocument });
  }),
  mistake('identity', 'a second role of the consumption reads bronze', (assembly) => {
    const { AssumeRolePolicyDocument = null, Path = null } = goldReader(assembly).properties;
    const Policies = [{ PolicyName: 'Read', PolicyDocument: reading(assembly, 'bronze') }];
    const RoleName = `airlock-${assembly.environment}-bronze-reader`;
    const properties = { AssumeRolePolicyDocument, Path, RoleName, Policies };
    add(goldReader(assembly), 'Second', 'AWS::IAM::Role', properties);
  }),
  mistake(['identity', 'kubeflow'], "the cluster's nodes read bronze", (assembly) => {
    const nodes = find(assembly, 'AWS::IAM::Role', "the nodes'", ({ properties }) =>
      JSON.stringify(properties.AssumeRolePolicyDocument).includes('ec2.amazonaws.com'),
    );
    append(nodes, 'Policies', { PolicyName: 'Read', PolicyDocument: reading(assembly, 'bronze') });
  }),
];
