import { propertiesOf, readable, synthesize, templateOf } from '../support/stacks.ts';

test('a notebook reads and lists gold and can do nothing else', () => {
  const role = propertiesOf(templateOf(synthesize(), 'consumption'), 'AWS::IAM::Role', 'GoldReader');
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
