import type { Template } from 'aws-cdk-lib/assertions';
import { loadConfig } from '../../../lib/config/load-config.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../../support/stacks.ts';
import { definitionOf } from '../../support/state-machine.ts';

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:airlock-local-state-machine';
const transformation = templateOf(await synthesize(), 'transformation');
const json = (value: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(readable(value)));
const roleOf = (template: Template, prefix: string) => {
  const { AssumeRolePolicyDocument, Policies, ...rest } = json(propertiesOf(template, 'AWS::IAM::Role', prefix));
  return {
    ...rest,
    trust: Object(AssumeRolePolicyDocument).Statement,
    work: Object(Policies)[0].PolicyDocument.Statement,
  };
};
const job = (name: string): string => `arn:aws:glue:us-east-1:000000000000:job/<${name}>`;

test('the state machine may do these things and no other', () => {
  const { work, trust, Path } = Object(roleOf(transformation, 'PipelineRole'));
  expect(Path).toBe('/airlock/airlock/local/pipeline/');
  expect(trust).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'states.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': '000000000000' },
        ArnLike: { 'aws:SourceArn': MACHINE },
      },
    },
  ]);
  expect(work).toEqual([
    {
      Sid: 'AskChecks',
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: [
        expect.stringMatching(/^<PipelineAnythingNewCheckFunction/),
        expect.stringMatching(/^<PipelineDueCrawlsCheckFunction/),
        expect.stringMatching(/^<PipelineTakeTurnCheckFunction/),
      ],
    },
    {
      Sid: 'RunJobs',
      Effect: 'Allow',
      Action: ['glue:BatchStopJobRun', 'glue:GetJobRun', 'glue:GetJobRuns', 'glue:StartJobRun'],
      Resource: [job('BuildGoldJob18C9479B'), job('CleanJobC659AE59'), job('MaintenanceJob807014CC')],
    },
    {
      Sid: 'Crawl',
      Effect: 'Allow',
      Action: ['glue:GetCrawler', 'glue:StartCrawler'],
      Resource: 'arn:aws:glue:us-east-1:000000000000:crawler/airlock-local-crawl-*',
    },
    {
      Sid: 'TellTopic',
      Effect: 'Allow',
      Action: 'sns:Publish',
      Resource: 'arn:aws:sns:us-east-1:000000000000:airlock-local-alarms',
    },
    {
      Sid: 'DeliverLogs',
      Effect: 'Allow',
      Action: [
        'logs:CreateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:DescribeLogGroups',
        'logs:DescribeResourcePolicies',
        'logs:GetLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:UpdateLogDelivery',
      ],
      Resource: '*',
    },
  ]);
});

test("the CDK adds nothing to the machine's and the schedule's roles", () => {
  const holders = Object.values(transformation.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) =>
    JSON.stringify(Properties.Roles),
  );
  expect(holders.filter((roles) => /PipelineRole|PipelineSchedulesRole/.test(roles))).toEqual([]);
});

test('the check lists names and reads no object', () => {
  expect(Object(roleOf(transformation, 'PipelineAnythingNewCheckRole')).work).toEqual([
    {
      Sid: 'ListNotes',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: '<Bronze>',
      Condition: { StringEquals: { 's3:prefix': ['_received/', '_refused/'] } },
    },
    {
      Sid: 'ListGivenUp',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: '<Silver>',
      Condition: { StringEquals: { 's3:prefix': ['aws/lambda/'] } },
    },
    {
      Sid: 'LookAtJobs',
      Effect: 'Allow',
      Action: ['glue:GetJob', 'glue:GetJobRuns'],
      Resource: [job('BuildGoldJob18C9479B'), job('CleanJobC659AE59')],
    },
  ]);
});

test('the check of crawls lists names of what is catalogued, looks at crawlers, and reads no object', () => {
  const list = (Sid: string, Resource: string, prefixes: unknown): object => ({
    Sid,
    Effect: 'Allow',
    Action: 's3:ListBucket',
    Resource,
    Condition: { StringLike: { 's3:prefix': prefixes } },
  });
  expect(Object(roleOf(transformation, 'PipelineDueCrawlsCheckRole')).work).toEqual([
    list('ListBronze', '<Bronze>', ['site=*/*', '_received/']),
    list('ListSilver', '<Silver>', ['delta/*']),
    list('ListGold', '<Gold>', ['delta/*']),
    {
      Sid: 'LookAtCrawlers',
      Effect: 'Allow',
      Action: 'glue:GetCrawler',
      Resource: 'arn:aws:glue:us-east-1:000000000000:crawler/airlock-local-crawl-*',
    },
  ]);
});

test('the schedules may start this state machine and do nothing else', () => {
  const { work, trust } = Object(roleOf(transformation, 'PipelineSchedulesRole'));
  expect(work).toEqual([{ Effect: 'Allow', Action: 'states:StartExecution', Resource: MACHINE }]);
  expect(trust).toMatchObject([
    {
      Principal: { Service: 'scheduler.amazonaws.com' },
      Condition: {
        StringEquals: {
          'aws:SourceAccount': '000000000000',
          'aws:SourceArn': 'arn:aws:scheduler:us-east-1:000000000000:schedule-group/default',
        },
      },
    },
  ]);
});

test.each([
  ['local', 'PipelineSchedulesNewData', 'DISABLED', 'cron(0 * * * ? *)', '{}'],
  ['prod', 'PipelineSchedulesNewData', 'ENABLED', 'cron(0 * * * ? *)', '{}'],
  ['local', 'PipelineSchedulesMaintenance', 'DISABLED', 'cron(30 0 * * ? *)', '{"maintain":true}'],
  ['prod', 'PipelineSchedulesMaintenance', 'ENABLED', 'cron(30 0 * * ? *)', '{"maintain":true}'],
])('in %s %s is %s at %s', async (environment, id, state, rate, input) => {
  const template = templateOf(await synthesize(loadConfig(environment)), 'transformation');
  expect(json(propertiesOf(template, 'AWS::Scheduler::Schedule', id))).toMatchObject({
    State: state,
    ScheduleExpression: rate,
    Target: { Input: input, RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 900 } },
  });
});

test('an execution that hangs ends, so that later ones have their turn', () => {
  expect(definitionOf(transformation).TimeoutSeconds).toBe(12 * 3600);
});

test('everything that an execution does is logged', () => {
  expect(json(propertiesOf(transformation, 'AWS::StepFunctions::StateMachine', 'Pipeline'))).toMatchObject({
    StateMachineName: 'airlock-local-state-machine',
    LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: true },
  });
});

test.each([
  [15, 60, 'cron(0/15 * * * ? *)', 'cron(7 * * * ? *)'],
  [15, 15, 'cron(0/15 * * * ? *)', 'cron(7/15 * * * ? *)'],
  [60, 60, 'cron(0 * * * ? *)', 'cron(30 * * * ? *)'],
  [120, 720, 'cron(0 0/2 * * ? *)', 'cron(30 0/12 * * ? *)'],
  [50, 10_080, 'rate(50 minutes)', 'rate(7 days)'],
])(
  'of turns of %i and %i minutes, maintenance starts when no other execution does',
  async (every, maintain, ...both) => {
    const config = loadConfig('local');
    const { schedule, maintenance } = config.transformation;
    const transformation = {
      ...config.transformation,
      schedule: { ...schedule, everyMinutes: every },
      maintenance: { ...maintenance, everyMinutes: maintain },
    };
    const template = templateOf(await synthesize({ ...config, transformation }), 'transformation');
    const found = ['NewData', 'Maintenance'].map(
      (id) => propertiesOf(template, 'AWS::Scheduler::Schedule', `PipelineSchedules${id}`).ScheduleExpression,
    );
    expect(found).toEqual(both);
  },
);

test('silence is an alarm only where a schedule breaks it', async () => {
  const silence = async (environment: string): Promise<number> => {
    const template = templateOf(await synthesize(loadConfig(environment)), 'transformation');
    const alarms = Object.keys(template.findResources('AWS::CloudWatch::Alarm'));
    return alarms.filter((id) => id.startsWith('PipelineAlarmsSilence')).length;
  };
  expect([await silence('local'), await silence('prod')]).toEqual([0, 1]);
});
