import { loadConfig } from '../../lib/config/load-config.ts';
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

test('with Kubeflow also the pods of that one cluster may', () => {
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
        },
      },
    },
  ]);
});
