import { readFileSync } from 'node:fs';
import { loadConfig } from '../../lib/config/load-config.ts';
import { withoutSitesOf, withoutStreams } from '../support/configurations.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../support/stacks.ts';

const ingestion = templateOf(await synthesize(), 'ingestion');

const writeOnly = (site: string, feeder: string, ...more: object[]): object => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'PutOwnPrefix',
      Effect: 'Allow',
      Action: 's3:PutObject',
      Resource: `<Landing>/site=${site}/feeder=${feeder}/*`,
    },
    {
      Sid: 'AbortOwnUpload',
      Effect: 'Allow',
      Action: 's3:AbortMultipartUpload',
      Resource: `<Landing>/site=${site}/feeder=${feeder}/*`,
    },
    ...more,
  ],
});

describe('PI Integrator', () => {
  const denySession = {
    Sid: 'DenySession',
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { Null: { 'aws:TokenIssueTime': 'false' } },
  };

  test('its user can put and abort under its own prefix and can do nothing else, and nothing by a session', () => {
    const policy = propertiesOf(ingestion, 'AWS::IAM::Policy', 'northrefineryPiIntegrator');
    expect(readable(policy.PolicyDocument)).toEqual(writeOnly('north-refinery', 'pi-integrator', denySession));
  });

  test('its user has no policy, group or password beside the one inline policy', () => {
    const { Tags, ...user } = propertiesOf(ingestion, 'AWS::IAM::User', 'northrefineryPiIntegrator');
    expect(user).toEqual({
      Path: '/airlock/airlock/local/plant/',
      UserName: 'airlock-local-pi-integrator-north-refinery',
      PermissionsBoundary: expect.anything(),
    });
  });
});

describe('sender', () => {
  const putOwnStream = {
    Sid: 'PutOwnStream',
    Effect: 'Allow',
    Action: ['kinesis:PutRecord', 'kinesis:PutRecords'],
    Resource: 'arn:aws:kinesis:us-east-1:000000000000:stream/airlock-local-east-chemicals',
  };
  const role = propertiesOf(ingestion, 'AWS::IAM::Role', 'eastchemicalsSender');

  test('its role can put and abort under its own prefix, put into its own stream and can do nothing else', () => {
    expect(readable(role.Policies)).toEqual([
      { PolicyName: 'WriteOnly', PolicyDocument: writeOnly('east-chemicals', 'sender', putOwnStream) },
    ]);
    expect(role.ManagedPolicyArns).toBeUndefined();
  });

  test('its role has no right on any stream where its site streams nothing', async () => {
    const quiet = templateOf(await synthesize(withoutStreams()), 'ingestion');
    expect(readable(propertiesOf(quiet, 'AWS::IAM::Role', 'eastchemicalsSender').Policies)).toEqual([
      { PolicyName: 'WriteOnly', PolicyDocument: writeOnly('east-chemicals', 'sender') },
    ]);
  });

  test("its role is assumed with the site's own certificate under the deployment's anchor, for one hour at most", () => {
    expect(readable(role.AssumeRolePolicyDocument)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
          Principal: { Service: 'rolesanywhere.amazonaws.com' },
          Condition: {
            ArnEquals: { 'aws:SourceArn': expect.stringMatching(/^<TrustAnchor/) },
            StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'east-chemicals-sender' },
          },
        },
      ],
    });
    expect(role.MaxSessionDuration).toBe(3600);
  });

  test('its profile opens its role alone, for one hour', () => {
    expect(readable(propertiesOf(ingestion, 'AWS::RolesAnywhere::Profile', 'eastchemicalsSender'))).toMatchObject({
      Enabled: true,
      Name: 'airlock-local-sender-east-chemicals',
      RoleArns: [expect.stringMatching(/^<eastchemicalsSenderRole/)],
      DurationSeconds: 3600,
    });
  });

  test('the anchor trusts the authority of the configuration', () => {
    expect(propertiesOf(ingestion, 'AWS::RolesAnywhere::TrustAnchor', '')).toMatchObject({
      Enabled: true,
      Source: {
        SourceType: 'CERTIFICATE_BUNDLE',
        SourceData: { X509CertificateData: readFileSync('.local/plant-ca/ca.pem', 'utf8') },
      },
    });
  });

  test('an authority of AWS Private CA is trusted by its ARN', async () => {
    const acmPcaArn =
      'arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/6f0c6e2e-0000-4000-8000-000000000001';
    const config = { ...loadConfig('local'), certificateAuthority: { acmPcaArn } };
    const { Source } = propertiesOf(
      templateOf(await synthesize(config), 'ingestion'),
      'AWS::RolesAnywhere::TrustAnchor',
      '',
    );
    expect(Source).toEqual({ SourceType: 'AWS_ACM_PCA', SourceData: { AcmPcaArn: acmPcaArn } });
  });

  test('without a sender there is no anchor', async () => {
    const closed = templateOf(await synthesize(withoutSitesOf('sender')), 'ingestion');
    closed.resourceCountIs('AWS::RolesAnywhere::TrustAnchor', 0);
  });
});

test('every plant identity lies under the plant path', () => {
  const roles = Object.values(ingestion.findResources('AWS::IAM::Role')).map((r) => r.Properties);
  const plantRoles = roles.filter((r) => JSON.stringify(r).includes('PutOwnPrefix'));
  expect(plantRoles.map((r) => r.Path)).toEqual(['/airlock/airlock/local/plant/']);
});
