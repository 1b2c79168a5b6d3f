import { loadConfig } from '../../lib/config/load-config.ts';
import { withoutStreams } from '../support/configurations.ts';
import { settingsOf } from '../support/settings.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../support/stacks.ts';

const ingestion = templateOf(await synthesize(), 'ingestion');
const ROLE = 'StreamToBronzeWriterRole';
const ARN = 'arn:aws:kinesis:us-east-1:000000000000:stream/airlock-local-east-chemicals';
const mapping = (template = ingestion): Record<string, unknown> =>
  propertiesOf(template, 'AWS::Lambda::EventSourceMapping', 'StreamToBronzeeastchemicals');

test('the writer reads its streams, writes stream objects and their notes, keeps failed batches and can do nothing else', () => {
  const policies: unknown = readable(propertiesOf(ingestion, 'AWS::IAM::Role', ROLE).Policies);
  expect(policies).toEqual([
    {
      PolicyName: 'Work',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'ReadStreams',
            Effect: 'Allow',
            Action: [
              'kinesis:DescribeStream',
              'kinesis:DescribeStreamSummary',
              'kinesis:GetRecords',
              'kinesis:GetShardIterator',
              'kinesis:ListShards',
            ],
            Resource: ARN,
          },
          {
            Sid: 'WriteBronze',
            Effect: 'Allow',
            Action: 's3:PutObject',
            Resource: [
              '<Bronze>/_received/*,stream/site=*/feeder=*/view=*/stream/*',
              '<Bronze>/site=*/feeder=*/view=*/stream/*',
            ],
          },
          {
            Sid: 'KeepFailedBatches',
            Effect: 'Allow',
            Action: 's3:PutObject',
            Resource: '<Silver>/aws/lambda/*',
          },
          { Sid: 'FindDestination', Effect: 'Allow', Action: 's3:ListBucket', Resource: '<Silver>' },
        ],
      },
    },
  ]);
});

test('beside it the writer has the right to write its log, and no more', () => {
  const { PolicyDocument } = propertiesOf(ingestion, 'AWS::IAM::Policy', ROLE);
  expect(PolicyDocument).toMatchObject({
    Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] }],
  });
  expect(propertiesOf(ingestion, 'AWS::IAM::Role', ROLE).ManagedPolicyArns).toBeUndefined();
});

test('the writer has the name that the bronze policy lets in', () => {
  expect(propertiesOf(ingestion, 'AWS::IAM::Role', ROLE)).toMatchObject({
    Path: '/airlock/airlock/local/pipeline/',
    RoleName: 'airlock-local-stream-to-bronze',
  });
});

test('the writer learns from its settings what each stream feeds', async () => {
  expect(await settingsOf('stream-to-bronze')).toEqual({
    [ARN]: { site: 'east-chemicals', feeder: 'sender', view: 'reactor' },
  });
});

test('a batch that fails is halved, tried again a few times and then kept whole in silver', () => {
  expect(readable(mapping())).toMatchObject({
    EventSourceArn: '<Stream>',
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 500,
    MaximumBatchingWindowInSeconds: 1,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    MaximumRetryAttempts: 2,
    MaximumRecordAgeInSeconds: 43200,
    DestinationConfig: { OnFailure: { Destination: '<Silver>' } },
  });
});

test('a stream has its name, its shards, its retention and the key of AWS', () => {
  const { Tags, ...stream } = propertiesOf(ingestion, 'AWS::Kinesis::Stream', 'eastchemicalsStream');
  expect(stream).toEqual({
    Name: 'airlock-local-east-chemicals',
    ShardCount: 1,
    RetentionPeriodHours: 24,
    StreamModeDetails: { StreamMode: 'PROVISIONED' },
    StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
  });
});

test.each([
  ['local', 'Delete', 'Delete'],
  ['prod', 'RetainExceptOnCreate', 'Retain'],
])('in %s a removed stream means %s, a replaced one %s', async (environment, removed, replaced) => {
  const template = templateOf(await synthesize(loadConfig(environment)), 'ingestion');
  template.hasResource('AWS::Kinesis::Stream', { DeletionPolicy: removed, UpdateReplacePolicy: replaced });
});

test('where no site streams there is no stream and nothing that reads one', async () => {
  const quiet = templateOf(await synthesize(withoutStreams()), 'ingestion');
  quiet.resourceCountIs('AWS::Kinesis::Stream', 0);
  expect(JSON.stringify(quiet.toJSON())).not.toContain('stream-to-bronze');
});
