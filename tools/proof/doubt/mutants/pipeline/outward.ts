/** Data carried out of the replica, or back to where a plant could meet it, by a service and not by a person. */

import { add, append, set, together } from '../../edit/edits.ts';
import {
  cleaner,
  find,
  intake,
  intakeQueue,
  lambda,
  landedRule,
  pipelineRole,
  stream,
  topic,
} from '../../edit/find.ts';
import {
  arnOf,
  attribute,
  FOREIGN_ACCOUNT,
  FOREIGN_ARN,
  FOREIGN_BUCKET,
  type On,
  on,
  ref,
  streamArn,
} from '../../edit/given.ts';
import { allow, rights } from '../../edit/rights.ts';
import { object } from '../../edit/template.ts';
import { type Mutant, mistakes } from '../../mutant.ts';

const foreign = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${FOREIGN_ACCOUNT}:${rest}`;

const writer = pipelineRole('stream-to-bronze');
const givenUp = find('AWS::Lambda::EventSourceMapping', "a stream's", ({ properties }) => {
  return properties.DestinationConfig !== undefined;
});

const BY_SERVICES = mistakes('chain', {
  'the rule of what landed also tells another account': append(landedRule, 'Targets', {
    Id: 'Second',
    Arn: foreign('events', 'event-bus/default'),
  }),
  "what the intake could not take in goes to another account's queue": set(intakeQueue, {
    'RedrivePolicy.deadLetterTargetArn': foreign('sqs', 'dead'),
  }),
  'another account is told of every alarm': add(topic, 'Second', 'AWS::SNS::Subscription', {
    TopicArn: ref(topic),
    Protocol: 'sqs',
    Endpoint: foreign('sqs', 'alarms'),
  }),
  'batches of a stream that are given up go to another bucket': set(givenUp, {
    'DestinationConfig.OnFailure.Destination': FOREIGN_ARN,
  }),
  'a delivery stream carries a stream into another bucket': add(
    stream,
    'Delivery',
    'AWS::KinesisFirehose::DeliveryStream',
    {
      DeliveryStreamType: 'KinesisStreamAsSource',
      KinesisStreamSourceConfiguration: { KinesisStreamARN: attribute(stream), RoleARN: arnOf(writer) },
      S3DestinationConfiguration: { BucketARN: FOREIGN_ARN, RoleARN: arnOf(writer) },
    },
  ),
  "a pipe carries a stream into another account's queue": add(stream, 'Pipe', 'AWS::Pipes::Pipe', {
    Source: attribute(stream),
    Target: foreign('sqs', 'readings'),
    RoleArn: arnOf(writer),
  }),
});

const logGroup: On = (assembly) =>
  object(lambda('landing-intake')(assembly).properties.LoggingConfig, 'LoggingConfig').LogGroup ?? null;

const LOGS = mistakes('unresolved', {
  "the intake's log is copied to another account": add(stream, 'Copied', 'AWS::Logs::SubscriptionFilter', {
    DestinationArn: foreign('logs', 'destination:logs'),
    FilterPattern: '',
    LogGroupName: logGroup,
  }),
});

const PUT = 's3:PutObject';
const ELSEWHERE = `${FOREIGN_ARN}/*`;

const intakes = rights('identity', 'the intake', intake);
const builds = rights('identity', 'the builder of gold', pipelineRole('silver-to-gold'));
const sweeps = rights('identity', 'the sweep', pipelineRole('landing-sweep'));

const BY_ROLES: readonly Mutant[] = [
  intakes('may copy into another bucket', PUT, ELSEWHERE),
  intakes('may put records into the stream of a site', ['kinesis:PutRecord', 'kinesis:PutRecords'], streamArn),
  rights('identity', 'the writer of streams', writer)('may copy into every bucket', PUT, 'arn:aws:s3:::*/*'),
  rights('identity', 'the cleaner', cleaner)('may copy into another bucket', PUT, ELSEWHERE),
  builds('may write where a PI Integrator lands', PUT, on('landing/site=*')),
  sweeps("may send messages to another account's queue", 'sqs:SendMessage', `arn:aws:sqs:*:${FOREIGN_ACCOUNT}:*`),
  ...mistakes('identity', {
    'the intake copies into another bucket': together(
      allow(intake, PUT, ELSEWHERE),
      set(lambda('landing-intake'), { 'Environment.Variables.BRONZE_BUCKET': FOREIGN_BUCKET }),
    ),
    'the intake copies bronze back into landing': together(
      allow(intake, 's3:GetObject', on('bronze/*')),
      allow(intake, PUT, on('landing/*')),
    ),
  }),
];

export const OUTWARD: readonly Mutant[] = [...BY_SERVICES, ...LOGS, ...BY_ROLES];
