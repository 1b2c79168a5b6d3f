import { twoSitesOfEachProfile } from '../support/configurations.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../support/stacks.ts';

const ingestion = templateOf(await synthesize(twoSitesOfEachProfile()), 'ingestion');

const boundary = (profile: string, site: string): Record<string, unknown> =>
  propertiesOf(ingestion, 'AWS::IAM::ManagedPolicy', `${site.replace('-', '')}Boundary${profile.replace('-', '')}`);
const landing = (profile: string, site: string): string => `<Landing>/site=${site}/feeder=${profile}/*`;
const allow = (Sid: string, Action: string | string[], Resource: string | string[], more: object = {}): object => ({
  Sid,
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

test('a sender can put below its own prefix and into its own stream at most', () => {
  const sites = landing('sender', 'east-chemicals');
  expect(readable(boundary('sender', 'east-chemicals').PolicyDocument)).toEqual({
    Version: '2012-10-17',
    Statement: [
      allow('PutOwnPrefix', 's3:PutObject', sites),
      allow('AbortOwnUpload', 's3:AbortMultipartUpload', sites),
      allow(
        'PutOwnStream',
        ['kinesis:PutRecord', 'kinesis:PutRecords'],
        'arn:aws:kinesis:us-east-1:000000000000:stream/airlock-local-east-chemicals',
      ),
    ],
  });
});

test('a PI Integrator can put below its own prefix at most, and do what its own switch opens', () => {
  const sites = landing('pi-integrator', 'north-refinery');
  expect(readable(boundary('pi-integrator', 'north-refinery').PolicyDocument)).toEqual({
    Version: '2012-10-17',
    Statement: [
      allow('PutOwnPrefix', 's3:PutObject', sites),
      allow('AbortOwnUpload', 's3:AbortMultipartUpload', sites),
      allow('AllowListOwnPrefix', 's3:ListBucket', '<Landing>', {
        Condition: { StringLike: { 's3:prefix': ['site=north-refinery/feeder=pi-integrator/*'] } },
      }),
      {
        Sid: 'DenySession',
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { Null: { 'aws:TokenIssueTime': 'false' } },
      },
    ],
  });
});

test('a boundary lies under the plant path, so that no other identity takes it for its own', () => {
  expect(boundary('sender', 'south-works')).toMatchObject({
    Path: '/airlock/airlock/local/plant/',
    ManagedPolicyName: 'airlock-local-sender-south-works-boundary',
  });
});

test("what a site's switch opens is in no other site's boundary", () => {
  expect(JSON.stringify(boundary('pi-integrator', 'west-terminal').PolicyDocument)).not.toContain('ListBucket');
});

test.each(['AWS::IAM::Role', 'AWS::IAM::User'])(
  'every plant identity that is an %s has a boundary of its own',
  (type) => {
    const identities = Object.entries(ingestion.findResources(type)).map(([id, { Properties }]) => ({
      id,
      ...Properties,
    }));
    const plants = identities.filter(({ Path }) => Path === '/airlock/airlock/local/plant/');
    expect(plants).toHaveLength(2);
    for (const { id, PermissionsBoundary } of plants) {
      const [, site, profile] = /^(.*?)(PiIntegrator|Sender)/.exec(id) ?? [];
      expect(PermissionsBoundary.Ref).toContain(`${site}Boundary${profile?.toLowerCase()}Policy`);
    }
  },
);
