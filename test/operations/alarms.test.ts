import { readFileSync } from 'node:fs';
import { runbookPath } from '../../lib/alarms/runbook-alarm.ts';
import { propertiesOf, synthesize, templateOf } from '../support/stacks.ts';

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:airlock-local-alarms';
const templates = await synthesize();
const ingestion = templateOf(templates, 'ingestion');

const alarms = Object.values(templates).flatMap((template) =>
  Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties),
);

test('every alarm tells the topic when trouble begins and when it ends', () => {
  expect(alarms.length).toBeGreaterThan(2);
  for (const { AlarmActions, OKActions } of alarms) {
    expect([AlarmActions, OKActions]).toEqual([[TOPIC], [TOPIC]]);
  }
});

test('every alarm names a runbook that exists', () => {
  for (const { AlarmDescription } of alarms) {
    const page = /docs\/runbooks\/[a-z-]+\.md$/.exec(AlarmDescription)?.[0] ?? '';
    expect(readFileSync(page, 'utf8')).toContain('**It is over**');
  }
});

test('an alarm without its runbook does not synthesize', () => {
  expect(() => runbookPath('nobody-wrote-it')).toThrow('docs/runbooks/nobody-wrote-it.md: no such page');
});

test('one dead letter is an alarm', () => {
  expect(propertiesOf(ingestion, 'AWS::CloudWatch::Alarm', 'LandingIntakeAlarmsDeadLetters')).toMatchObject({
    MetricName: 'ApproximateNumberOfMessagesVisible',
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 0,
  });
});

test.each([
  ['Failed', 'ExecutionsFailed'],
  ['TimedOut', 'ExecutionsTimedOut'],
])('one execution of the pipeline that %s is an alarm', (id, metric) => {
  const transformation = templateOf(templates, 'transformation');
  expect(propertiesOf(transformation, 'AWS::CloudWatch::Alarm', `PipelineAlarms${id}`)).toMatchObject({
    MetricName: metric,
    Period: 3600,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 0,
  });
});

test('a failed run is told by its execution and by nothing else', () => {
  expect(templateOf(templates, 'transformation').findResources('AWS::Events::Rule')).toEqual({});
});

test('the topic takes messages from alarms of this account alone', () => {
  const { PolicyDocument } = propertiesOf(
    templateOf(templates, 'replica-store'),
    'AWS::SNS::TopicPolicy',
    'AlarmsTopicPolicy',
  );
  const allowed = Object(PolicyDocument).Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
  expect(allowed).toMatchObject([
    {
      Action: 'sns:Publish',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } },
    },
  ]);
});
