import type { Config } from '../../lib/config/config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { type StackTemplate, type Use, usesOf } from '../../lib/limits/limits.ts';
import { broken, near, sentence, sitesLeft } from '../../lib/limits/site-room.ts';
import { everyOption, manySites } from '../support/configurations.ts';
import { readStacks } from '../support/synthesis/read.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';

const usesIn = async (config: Config): Promise<Use[]> => {
  const stacks = readStacks(await assemblyFolder({ config }));
  return usesOf(
    stacks.map(({ name, template }) => ({ name, template: JSON.parse(JSON.stringify(template)) })),
    config.sites.map(({ id }) => id),
  );
};
const oneResource = (type: string, properties: object, id = 'It'): StackTemplate => ({
  name: 'a-stack',
  template: { Resources: { [id]: { Type: type, Properties: JSON.parse(JSON.stringify(properties)) } } },
});
const texts = (count: number): string[] => Array.from({ length: count }, (_, index) => `text-${index}`);
const dashboard = (...widgets: object[]): object => ({
  DashboardBody: { 'Fn::Join': ['', ['{"widgets":', JSON.stringify(widgets), '}']] },
});
const statement = (letters: number): object => ({ PolicyDocument: { Statement: ['x'.repeat(letters)] } });

test('a hundred sites, each with a PI Integrator and a sender that streams, are within every limit', async () => {
  const uses = await usesIn(manySites(100, 25));
  expect(broken(uses).map(sentence)).toEqual([]);
  expect(near(uses).map(sentence)).toEqual([]);
  expect(uses.filter(({ limit }) => limit === 'resources of a stack').map(({ where }) => where)).toEqual([
    'airlock-dev-replica-store',
    'airlock-dev-ingestion',
    'airlock-dev-transformation',
    ...[2, 3, 4].flatMap((number) => [`airlock-dev-ingestion-${number}`, `airlock-dev-transformation-${number}`]),
    'airlock-dev-consumption',
    'airlock-dev-operations',
  ]);
});

test.each([
  ['dev', loadConfig('dev')],
  ['prod', loadConfig('prod')],
  ['every option', everyOption()],
])('what is shipped is within every limit and near none: %s', async (_, config) => {
  const uses = await usesIn(config);
  expect([...broken(uses), ...near(uses)].map(sentence)).toEqual([]);
});

test('in one stack fifty sites are refused with the limit, the value and the key', async () => {
  expect(broken(await usesIn(manySites(51, 51))).map(sentence)).toEqual([
    'resources of a stack: got 749, wanted 500 at most (airlock-dev-ingestion; sites[].stack)',
    'outputs of a stack: got 204, wanted 200 at most (airlock-dev-ingestion; sites[].stack)',
  ]);
});

test('the room that is told is there: what eight sites use is what four use and four more of the same', async () => {
  const [four, eight] = await Promise.all([usesIn(manySites(4, 50)), usesIn(manySites(8, 50))]);
  const places = four.filter(({ bySite }) => bySite > 0);
  expect(places.length).toBeGreaterThan(15);
  for (const { limit, where, used, bySite } of places) {
    const later = eight.find((each) => each.limit === limit && each.where === where);
    expect([limit, where, later?.used]).toEqual([limit, where, expect.any(Number)]);
    expect([limit, where, Math.abs((later?.used ?? 0) - used - 4 * bySite) <= used * 0.02 + 1]).toEqual([
      limit,
      where,
      true,
    ]);
  }
});

test.each<[string, StackTemplate, string]>([
  [
    'values of all selectors of a trail',
    oneResource('AWS::CloudTrail::Trail', {
      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'resources.ARN', Equals: texts(501) }] }],
    }),
    'got 501, wanted 500 at most',
  ],
  [
    'alarms of a widget',
    oneResource('AWS::CloudWatch::Dashboard', dashboard({ type: 'alarm', properties: { alarms: texts(101) } })),
    'got 101, wanted 100 at most',
  ],
  [
    'metrics of a widget',
    oneResource('AWS::CloudWatch::Dashboard', dashboard({ type: 'metric', properties: { metrics: texts(501) } })),
    'got 501, wanted 500 at most',
  ],
  [
    'metrics of a dashboard',
    oneResource(
      'AWS::CloudWatch::Dashboard',
      dashboard(...texts(6).map(() => ({ type: 'metric', properties: { metrics: texts(500) } }))),
    ),
    'got 3000, wanted 2500 at most',
  ],
  ['characters of a managed policy', oneResource('AWS::IAM::ManagedPolicy', statement(6144)), 'got 6162'],
  [
    "characters of a role's inline policies",
    oneResource('AWS::IAM::Role', { Policies: [statement(5120), statement(5120)] }),
    'got 10279',
  ],
  [
    "characters of a role's trust",
    oneResource('AWS::IAM::Role', { AssumeRolePolicyDocument: 'x'.repeat(2048) }),
    'got 2050',
  ],
  [
    "characters of a user's inline policy",
    oneResource('AWS::IAM::Policy', { Users: ['a'], ...statement(2048) }),
    'got 2066',
  ],
  [
    "bytes of a function's environment",
    oneResource('AWS::Lambda::Function', { Environment: { Variables: { A: 'x'.repeat(4096) } } }),
    'got 4104',
  ],
  [
    'characters of a filter pattern',
    oneResource('AWS::Logs::MetricFilter', { FilterPattern: { 'Fn::Join': ['', ['x'.repeat(1000), 'x'.repeat(25)]] } }),
    'got 1025',
  ],
  ['request metrics of a bucket', oneResource('AWS::S3::Bucket', { MetricsConfigurations: texts(1001) }), 'got 1001'],
  ["bytes of a bucket's policy", oneResource('AWS::S3::BucketPolicy', statement(20_480)), 'got 20498'],
  [
    "bytes of a state machine's definition",
    oneResource('AWS::StepFunctions::StateMachine', { DefinitionString: 'x'.repeat(1_048_576) }),
    'got 1048578',
  ],
])('%s beyond what AWS takes are told', (limit, stack, got) => {
  const told = broken(usesOf([stack], [])).map(sentence);
  expect(told.filter((each) => each.startsWith(`${limit}: ${got}`))).toHaveLength(1);
});

test('sizes that only a deployment knows count as an ARN', () => {
  const policy = { PolicyDocument: { 'Fn::Join': ['', ['a', { 'Fn::GetAtt': ['B', 'Arn'] }, 'c']] } };
  const [use] = usesOf([oneResource('AWS::IAM::ManagedPolicy', policy)], []).filter(({ limit }) =>
    limit.startsWith('characters'),
  );
  expect(use?.used).toBe('"ac"'.length + 110);
});

test('a limit is near where it leaves room for less than five sites', () => {
  const streams = (count: number): StackTemplate =>
    oneResource('AWS::CloudTrail::Trail', {
      AdvancedEventSelectors: [{ FieldSelectors: [{ Equals: texts(count).map((text) => `stream/${text}-`) }] }],
    });
  const sites = texts(496);
  expect(near(usesOf([streams(495)], sites))).toEqual([]);
  const [use, ...others] = near(usesOf([streams(496)], sites));
  expect([use && sitesLeft(use), others]).toEqual([4, []]);
});
