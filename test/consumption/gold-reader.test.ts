import { Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { loadConfig } from '../../lib/config/load-config.ts';
import { goldStatements } from '../../lib/consumption/gold-statements.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../support/stacks.ts';

const peopleOf = (account: string, environment: string) => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Condition: {
    ArnNotLike: {
      'aws:PrincipalArn': ['role', 'user'].map(
        (kind) => `arn:aws:iam::${account}:${kind}/airlock/airlock/${environment}/plant/*`,
      ),
    },
  },
});
const roleOf = async (environment: string) =>
  propertiesOf(templateOf(await synthesize(loadConfig(environment)), 'consumption'), 'AWS::IAM::Role', 'GoldReader');
const statements = (document: unknown): unknown => (document as { Statement: unknown }).Statement;
const dev = await roleOf('dev');
const prod = await roleOf('prod');

test.each([
  ['without', dev],
  ['with', prod],
])('a notebook reads and lists gold and can do nothing else, %s Kubeflow', (_, role) => {
  expect(readable(role.Policies)).toEqual([
    {
      PolicyName: 'ReadGold',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Sid: 'ListGold', Effect: 'Allow', Action: 's3:ListBucket', Resource: '<Gold>' },
          { Sid: 'ReadGold', Effect: 'Allow', Action: 's3:GetObject', Resource: '<Gold>/*' },
        ],
      },
    },
  ]);
  expect(role.ManagedPolicyArns).toBeUndefined();
});

test('without Kubeflow only people of the account may be the reader, and nobody of a plant', () => {
  expect(statements(readable(dev.AssumeRolePolicyDocument))).toEqual([peopleOf('111111111111', 'dev')]);
});

test("with Kubeflow also the profiles' editors may, in that one cluster", () => {
  expect(statements(readable(prod.AssumeRolePolicyDocument))).toEqual([
    peopleOf('222222222222', 'prod'),
    {
      Effect: 'Allow',
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Condition: {
        StringEquals: {
          'aws:SourceAccount': '222222222222',
          'aws:RequestTag/eks-cluster-arn': 'arn:aws:eks:us-east-1:222222222222:cluster/airlock-prod-kubeflow',
          'aws:RequestTag/kubernetes-namespace': ['process-analytics'],
          'aws:RequestTag/kubernetes-service-account': 'default-editor',
        },
      },
    },
  ]);
});

test('a profile that names its datasets reads and lists these alone, by the tag of its session', () => {
  const gold = s3.Bucket.fromBucketName(new Stack(), 'Gold', 'a-gold');
  const profiles = [{ name: 'wide' }, { name: 'narrow', datasets: ['reactor_data'] }];
  const [list, read, ownList, ownRead] = goldStatements(gold, profiles).map((statement) => statement.toJSON());
  const others = { StringNotEquals: { 'aws:PrincipalTag/kubernetes-namespace': ['narrow'] } };
  const own = { StringEquals: { 'aws:PrincipalTag/kubernetes-namespace': 'narrow' } };
  const keys = ['delta/reactor_data/*', 'reactor_data.parquet', 'reactor_data/*'];
  expect([list?.Condition, read?.Condition]).toEqual([others, others]);
  expect(ownList).toMatchObject({ Action: 's3:ListBucket', Condition: { ...own, StringLike: { 's3:prefix': keys } } });
  expect(ownRead).toMatchObject({ Action: 's3:GetObject', Condition: own });
  expect(ownRead?.Resource).toEqual(keys.map((key) => gold.arnForObjects(key)));
});
