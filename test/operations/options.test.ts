import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { type Config, configSchema } from '../../lib/config/config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { propertiesOf, synthesize, templateOf } from '../support/stacks.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';

const config = loadConfig('local');
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:airlock-local-alarms';
const plain = await synthesize();
const asked = await synthesize({
  ...config,
  logs: { retentionDays: 365 },
  budget: { monthlyUsd: 250 },
  alarms: {
    ...config.alarms,
    subscribers: [
      'plant-data@example.org',
      'https://events.example.org/v2/airlock',
      'arn:aws:sqs:us-east-1:000000000000:pager',
      'arn:aws:lambda:us-east-1:000000000000:function:pager',
    ],
  },
});

const ofType = (template: Template, type: string): Record<string, unknown>[] =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties);

test.each([
  ['30 days', plain, 30],
  ['a year', asked, 365],
])("every log is kept %s, those of CDK's own functions too", (_, templates, days) => {
  const groups = Object.values(templates).flatMap((template) => ofType(template, 'AWS::Logs::LogGroup'));
  expect(groups.length).toBeGreaterThan(9);
  expect([...new Set(groups.map(({ RetentionInDays }) => RetentionInDays))]).toEqual([days]);
});

test('a day count that CloudWatch Logs does not know is refused', () => {
  expect(configSchema.safeParse({ ...config, logs: { retentionDays: 100 } }).success).toBe(false);
});

test('the topic tells each subscriber in its own protocol', () => {
  const subscriptions = ofType(templateOf(asked, 'replica-store'), 'AWS::SNS::Subscription');
  expect(subscriptions.map(({ Protocol, Endpoint }) => [Protocol, Endpoint])).toEqual([
    ['email', 'plant-data@example.org'],
    ['https', 'https://events.example.org/v2/airlock'],
    ['sqs', 'arn:aws:sqs:us-east-1:000000000000:pager'],
    ['lambda', 'arn:aws:lambda:us-east-1:000000000000:function:pager'],
  ]);
});

test('another order of subscribers replaces none', async () => {
  const ids = async (subscribers: Config['alarms']['subscribers']): Promise<string[]> => {
    const all = await synthesize({ ...config, alarms: { ...config.alarms, subscribers } });
    return Object.keys(templateOf(all, 'replica-store').findResources('AWS::SNS::Subscription')).toSorted();
  };
  const [first, second] = ['one@example.org', 'two@example.org'];
  expect(await ids([first, second])).toEqual(await ids([second, first]));
});

test.each(['plant-data', 'http://events.example.org', 'arn:aws:sns:us-east-1:000000000000:other'])(
  'the subscriber %s is refused',
  (subscriber) => {
    const alarms = { ...config.alarms, subscribers: [subscriber] };
    expect(configSchema.safeParse({ ...config, alarms }).error?.issues).toEqual([
      expect.objectContaining({ path: ['alarms', 'subscribers', 0] }),
    ]);
  },
);

test("a budget tells the alarms' topic of what is spent and of what is foreseen", () => {
  const budget = propertiesOf(templateOf(asked, 'operations'), 'AWS::Budgets::Budget', 'Budget');
  const told = (NotificationType: string, Threshold: number): object => ({
    Notification: { NotificationType, ComparisonOperator: 'GREATER_THAN', ThresholdType: 'PERCENTAGE', Threshold },
    Subscribers: [{ SubscriptionType: 'SNS', Address: TOPIC }],
  });
  expect(budget).toMatchObject({
    Budget: {
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 250, Unit: 'USD' },
    },
    NotificationsWithSubscribers: [told('ACTUAL', 80), told('FORECASTED', 100)],
  });
});

test("the topic hears this account's budgets where there is one", () => {
  const sids = (all: typeof plain): string[] =>
    JSON.parse(
      JSON.stringify(propertiesOf(templateOf(all, 'replica-store'), 'AWS::SNS::TopicPolicy', 'Alarms').PolicyDocument),
    ).Statement.map(({ Sid }: { Sid: string }) => Sid);
  expect(sids(plain)).not.toContain('BudgetsOfThisAccount');
  expect(sids(asked)).toContain('BudgetsOfThisAccount');
});

test('without the options there is no budget and no subscription', () => {
  const text = JSON.stringify(Object.values(plain).map((template) => template.toJSON()));
  expect(text.match(/AWS::(Budgets::Budget|SNS::Subscription)/g)).toBeNull();
});

test('each stack has the tags of its owner, by which costs are told apart', async () => {
  const manifest = JSON.parse(readFileSync(join(await assemblyFolder({ config }), 'manifest.json'), 'utf8'));
  const stacks: { type: string; properties: { tags?: object } }[] = Object.values(manifest.artifacts);
  const tags = stacks.filter(({ type }) => type === 'aws:cloudformation:stack').map((each) => each.properties.tags);
  expect(tags).toEqual(Array(6).fill(config.ownerTags));
});
