import { withoutStreams } from '../support/configurations.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../support/stacks.ts';

const store = templateOf(await synthesize(), 'replica-store');
const ARN = 'arn:aws:cloudtrail:us-east-1:000000000000:trail/airlock-local-calls';
const ROLES = 'arn:aws:sts::000000000000:assumed-role/airlock-local-';
const data = (name: string, type: string, ...fields: object[]): object => ({
  Name: name,
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: [type] },
    ...fields,
  ],
});
const but = (reader: string): object => ({ Field: 'userIdentity.arn', NotStartsWith: [`${ROLES}${reader}/`] });
const management = { Name: 'Management events', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] };
const places = { Field: 'resources.ARN', StartsWith: ['<Landing>/', '<Bronze>/'] };
const objects = data('Objects of landing and bronze', 'AWS::S3::Object', places, but('crawler'));
const plants = [`${ROLES}sender-`, 'arn:aws:iam::000000000000:user/airlock/airlock/local/plant/'];
const tried = [
  'AWS::S3::Object',
  'AWS::S3::AccessPoint',
  'AWS::Kinesis::Stream',
  'AWS::Kinesis::StreamConsumer',
  'AWS::Lambda::Function',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
].map((type) => data(`What plants try on ${type}`, type, { Field: 'userIdentity.arn', StartsWith: plants }));

test('the trail records in every region, into signed files and a log group', () => {
  const { Tags, AdvancedEventSelectors, ...trail } = propertiesOf(store, 'AWS::CloudTrail::Trail', 'CallTrail');
  expect(readable(trail)).toEqual({
    TrailName: 'airlock-local-calls',
    IsLogging: true,
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    EnableLogFileValidation: true,
    S3BucketName: '<AccessLogs>',
    S3KeyPrefix: 'cloudtrail',
    CloudWatchLogsLogGroupArn: expect.stringMatching(/^<CallTrailLog/),
    CloudWatchLogsRoleArn: expect.stringMatching(/^<CallTrailRole/),
  });
});

test('it records management events, calls on objects of landing and bronze and on our streams but the crawls and polls of our own, and what plants try anywhere', () => {
  const { AdvancedEventSelectors } = propertiesOf(store, 'AWS::CloudTrail::Trail', 'CallTrail');
  const stream = 'arn:aws:kinesis:us-east-1:000000000000:stream/airlock-local-east-chemicals';
  expect(readable(AdvancedEventSelectors)).toEqual([
    management,
    objects,
    data(
      'Records of streams',
      'AWS::Kinesis::Stream',
      { Field: 'resources.ARN', Equals: [stream] },
      but('stream-to-bronze'),
    ),
    ...tried,
  ]);
});

test('where no site streams it asks for no stream', async () => {
  const quiet = templateOf(await synthesize(withoutStreams()), 'replica-store');
  const { AdvancedEventSelectors } = propertiesOf(quiet, 'AWS::CloudTrail::Trail', 'CallTrail');
  expect(readable(AdvancedEventSelectors)).toEqual([management, objects, ...tried]);
});

test('CloudTrail takes its role on unconditionally, may write the log group, and do nothing else', () => {
  const role = propertiesOf(store, 'AWS::IAM::Role', 'CallTrailRole');
  expect(Object(role.AssumeRolePolicyDocument).Statement).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
    },
  ]);
  expect(readable(role.Policies)).toMatchObject([
    {
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: expect.stringMatching(/^<CallTrailLog/),
          },
        ],
      },
    },
  ]);
});

test('CloudTrail may look at the bucket and put files for this trail below their folder, and do nothing else with it', () => {
  const { PolicyDocument } = propertiesOf(store, 'AWS::S3::BucketPolicy', 'AccessLogs');
  const ofTrail = Object(readable(PolicyDocument)).Statement.filter((each: object) =>
    JSON.stringify(each).includes('cloudtrail.amazonaws.com'),
  );
  const shared = { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' } };
  expect(ofTrail).toEqual([
    {
      ...shared,
      Sid: 'LetTrailLook',
      Action: 's3:GetBucketAcl',
      Resource: '<AccessLogs>',
      Condition: { StringEquals: { 'aws:SourceArn': ARN } },
    },
    {
      ...shared,
      Sid: 'LetTrailWrite',
      Action: 's3:PutObject',
      Resource: '<AccessLogs>/cloudtrail/AWSLogs/000000000000/*',
      Condition: { StringEquals: { 'aws:SourceArn': ARN, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    },
  ]);
});

test('the bucket lets CloudTrail in before the trail is made', () => {
  const [trail] = Object.values(store.findResources('AWS::CloudTrail::Trail'));
  expect(trail?.DependsOn).toEqual([expect.stringMatching(/^AccessLogsPolicy/)]);
});
