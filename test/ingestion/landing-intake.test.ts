import { Match } from 'aws-cdk-lib/assertions';
import { propertiesOf, readable, synthesize, templateOf } from '../support/stacks.ts';

const ingestion = templateOf(await synthesize(), 'ingestion');
const work = (role: string): unknown => {
  const policies: unknown = readable(propertiesOf(ingestion, 'AWS::IAM::Role', role).Policies);
  return JSON.parse(JSON.stringify(policies))[0].PolicyDocument.Statement;
};

test('the intake reads versions in landing, writes bronze and can do nothing else with objects', () => {
  expect(work('LandingIntakeRole')).toEqual([
    { Sid: 'ListLandingVersions', Effect: 'Allow', Action: 's3:ListBucketVersions', Resource: '<Landing>' },
    { Sid: 'ReadLandingVersions', Effect: 'Allow', Action: 's3:GetObjectVersion', Resource: '<Landing>/*' },
    { Sid: 'WriteBronze', Effect: 'Allow', Action: 's3:PutObject', Resource: '<Bronze>/*' },
  ]);
});

test('the sweep reads no object, lists notes only and writes nothing but its queue', () => {
  expect(work('LandingIntakeSweepRole')).toEqual([
    { Sid: 'ListLandingVersions', Effect: 'Allow', Action: 's3:ListBucketVersions', Resource: '<Landing>' },
    {
      Sid: 'ListNotes',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: '<Bronze>',
      Condition: { StringEquals: { 's3:prefix': ['_received/', '_refused/'] } },
    },
    { Sid: 'QueueAgain', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '<Queue>' },
  ]);
});

test('the intake has the name that the bronze policy lets in', () => {
  expect(propertiesOf(ingestion, 'AWS::IAM::Role', 'LandingIntakeRole')).toMatchObject({
    Path: '/airlock/airlock/local/pipeline/',
    RoleName: 'airlock-local-landing-intake',
  });
});

test('an event that keeps failing ends in the dead-letter queue', () => {
  ingestion.hasResourceProperties('AWS::SQS::Queue', {
    RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: Match.anyValue() },
  });
});

test('a message is hidden for six times as long as the function may take, and few functions work at a backfill', () => {
  const { Timeout } = propertiesOf(ingestion, 'AWS::Lambda::Function', 'LandingIntakeFunction');
  expect(propertiesOf(ingestion, 'AWS::SQS::Queue', 'LandingIntakeQueue').VisibilityTimeout).toBe(6 * Number(Timeout));
  ingestion.hasResourceProperties('AWS::Lambda::EventSourceMapping', { ScalingConfig: { MaximumConcurrency: 5 } });
});

test('one bad event does not send its neighbours back', () => {
  ingestion.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
});

test('the sweep has a schedule that configuration switches off locally', () => {
  ingestion.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)', State: 'DISABLED' });
});
