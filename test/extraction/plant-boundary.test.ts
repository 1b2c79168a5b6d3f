import { twoSitesOfEachProfile } from '../support/configurations.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../support/stacks.ts';

const ingestion = templateOf(await synthesize(twoSitesOfEachProfile()), 'ingestion');

const boundary = (profile: string): Record<string, unknown> =>
  propertiesOf(ingestion, 'AWS::IAM::ManagedPolicy', `Boundary${profile.replace('-', '')}`);
const landing = (profile: string, ...sites: string[]): string[] =>
  sites.map((site) => `<Landing>/site=${site}/feeder=${profile}/*`);
const allow = (Sid: string, Action: string | string[], Resource: string | string[], more: object = {}): object => ({
  Sid,
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

test('a sender can put below the prefixes of senders and into their streams at most', () => {
  const sites = landing('sender', 'east-chemicals', 'south-works');
  expect(readable(boundary('sender').PolicyDocument)).toEqual({
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

test('a PI Integrator can put below the prefixes of integrators at most, and do what a switch opens', () => {
  const sites = landing('pi-integrator', 'north-refinery', 'west-terminal');
  expect(readable(boundary('pi-integrator').PolicyDocument)).toEqual({
    Version: '2012-10-17',
    Statement: [
      allow('PutOwnPrefix', 's3:PutObject', sites),
      allow('AbortOwnUpload', 's3:AbortMultipartUpload', sites),
      allow('AllowListOwnPrefix', 's3:ListBucket', '<Landing>', {
        Condition: { StringLike: { 's3:prefix': ['site=north-refinery/feeder=pi-integrator/*'] } },
      }),
    ],
  });
});

test('a boundary lies under the plant path, so that no other identity takes it for its own', () => {
  expect(boundary('sender')).toMatchObject({
    Path: '/airlock/airlock/local/plant/',
    ManagedPolicyName: 'airlock-local-sender-boundary',
  });
});

test.each([
  ['AWS::IAM::Role', 'Boundarysender'],
  ['AWS::IAM::User', 'Boundarypiintegrator'],
])('every plant identity that is an %s has the boundary of its profile', (type, id) => {
  const identities = Object.values(ingestion.findResources(type)).map(({ Properties }) => Properties);
  const plants = identities.filter(({ Path }) => Path === '/airlock/airlock/local/plant/');
  expect(plants.map(({ PermissionsBoundary }) => PermissionsBoundary.Ref.startsWith(id))).toEqual([true, true]);
});
