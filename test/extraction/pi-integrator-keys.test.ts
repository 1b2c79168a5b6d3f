import { withoutSitesOf } from '../support/configurations.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../support/stacks.ts';

const ingestion = templateOf(await synthesize(), 'ingestion');
const ROLE = 'PiIntegratorKeysKeeperRole';

test('the keeper of keys manages those of PI Integrators, stores them unread, measures and can do nothing else', () => {
  expect(readable(propertiesOf(ingestion, 'AWS::IAM::Role', ROLE).Policies)).toEqual([
    {
      PolicyName: 'Work',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'KeepKeys',
            Effect: 'Allow',
            Action: [
              'iam:CreateAccessKey',
              'iam:DeleteAccessKey',
              'iam:GetAccessKeyLastUsed',
              'iam:ListAccessKeys',
              'iam:UpdateAccessKey',
            ],
            Resource: 'arn:aws:iam::000000000000:user/airlock/airlock/local/plant/airlock-local-pi-integrator-*',
          },
          {
            Sid: 'StoreKeys',
            Effect: 'Allow',
            Action: ['secretsmanager:DescribeSecret', 'secretsmanager:PutSecretValue'],
            Resource:
              'arn:aws:secretsmanager:us-east-1:000000000000:secret:airlock/local/airlock-local-pi-integrator-*-??????',
          },
          {
            Sid: 'Measure',
            Effect: 'Allow',
            Action: 'cloudwatch:PutMetricData',
            Resource: '*',
            Condition: { StringEquals: { 'cloudwatch:namespace': 'Airlock' } },
          },
        ],
      },
    },
  ]);
});

test('no key is made by CloudFormation, and the secret has no value until one is', () => {
  ingestion.resourceCountIs('AWS::IAM::AccessKey', 0);
  const { Tags, ...secret } = propertiesOf(ingestion, 'AWS::SecretsManager::Secret', 'northrefinery');
  expect(secret).toEqual({
    Name: 'airlock/local/airlock-local-pi-integrator-north-refinery',
    Description: 'Access key of airlock-local-pi-integrator-north-refinery, to be typed into PI Integrator',
  });
});

test('each user is there before its first key, and goes after its last', () => {
  const [keys] = Object.values(ingestion.findResources('Custom::PiIntegratorKeys'));
  expect(keys?.Properties).toMatchObject({
    site: 'north-refinery',
    user: 'airlock-local-pi-integrator-north-refinery',
    secret: 'airlock/local/airlock-local-pi-integrator-north-refinery',
  });
  expect(keys?.DependsOn).toEqual(
    expect.arrayContaining(
      ['User', 'Secret'].map((name) => expect.stringMatching(`^northrefineryPiIntegrator${name}`)),
    ),
  );
});

test('every day the keys are checked', () => {
  expect(propertiesOf(ingestion, 'AWS::Events::Rule', 'PiIntegratorKeysDaily')).toMatchObject({
    ScheduleExpression: 'rate(1 day)',
    State: 'ENABLED',
    Targets: [{ Input: '{"action":"check"}' }],
  });
});

test('where no site has a PI Integrator there is no keeper', async () => {
  const others = templateOf(await synthesize(withoutSitesOf('pi-integrator')), 'ingestion');
  expect(JSON.stringify(others.toJSON())).not.toContain('pi-integrator-key');
});
