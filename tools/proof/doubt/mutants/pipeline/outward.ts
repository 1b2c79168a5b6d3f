/** Data carried out of the replica, or back to where a plant could meet it, by a service and not by a person. */

import { attribute, FOREIGN_ACCOUNT, FOREIGN_BUCKET, objects, principal, streamArn } from '../../edit/arn.ts';
import { add, allow, append, get, set } from '../../edit/edits.ts';
import { find, intakeQueue, lambda, landedRule, type Place, pipelineRole, stream, topic } from '../../edit/find.ts';
import type { Assembly } from '../../edit/template.ts';
import { type Mutant, mistake, mistakesOf } from '../../mutant.ts';

const FOREIGN_ARN = `arn:aws:s3:::${FOREIGN_BUCKET}`;

const chain = mistakesOf('chain');
const intake = (assembly: Assembly): Place => pipelineRole(assembly, 'landing-intake');

const BY_SERVICES: readonly Mutant[] = [
  chain('the rule of what landed also tells another account', (assembly) =>
    append(landedRule(assembly), 'Targets', {
      Id: 'Second',
      Arn: `arn:aws:events:us-east-1:${FOREIGN_ACCOUNT}:event-bus/default`,
    }),
  ),
  chain("what the intake could not take in goes to another account's queue", (assembly) =>
    set(intakeQueue(assembly), 'RedrivePolicy.deadLetterTargetArn', `arn:aws:sqs:us-east-1:${FOREIGN_ACCOUNT}:dead`),
  ),
  chain('another account is told of every alarm', (assembly) =>
    add(topic(assembly), 'Second', 'AWS::SNS::Subscription', {
      TopicArn: { Ref: topic(assembly).id },
      Protocol: 'sqs',
      Endpoint: `arn:aws:sqs:us-east-1:${FOREIGN_ACCOUNT}:alarms`,
    }),
  ),
  chain('batches of a stream that are given up go to another bucket', (assembly) => {
    const mapping = find(assembly, 'AWS::Lambda::EventSourceMapping', "a stream's", ({ properties }) => {
      return properties.DestinationConfig !== undefined;
    });
    set(mapping, 'DestinationConfig.OnFailure.Destination', FOREIGN_ARN);
  }),
  chain('a delivery stream carries a stream into another bucket', (assembly) => {
    const RoleARN = principal(pipelineRole(assembly, 'stream-to-bronze'));
    add(stream(assembly), 'Delivery', 'AWS::KinesisFirehose::DeliveryStream', {
      DeliveryStreamType: 'KinesisStreamAsSource',
      KinesisStreamSourceConfiguration: { KinesisStreamARN: attribute(stream(assembly)), RoleARN },
      S3DestinationConfiguration: { BucketARN: FOREIGN_ARN, RoleARN },
    });
  }),
  chain("a pipe carries a stream into another account's queue", (assembly) =>
    add(stream(assembly), 'Pipe', 'AWS::Pipes::Pipe', {
      Source: attribute(stream(assembly)),
      Target: `arn:aws:sqs:us-east-1:${FOREIGN_ACCOUNT}:readings`,
      RoleArn: principal(pipelineRole(assembly, 'stream-to-bronze')),
    }),
  ),
  mistake('unresolved', "the intake's log is copied to another account", (assembly) => {
    const LogGroupName = get(lambda(assembly, 'landing-intake'), 'LoggingConfig.LogGroup');
    const DestinationArn = `arn:aws:logs:us-east-1:${FOREIGN_ACCOUNT}:destination:logs`;
    add(stream(assembly), 'Copied', 'AWS::Logs::SubscriptionFilter', {
      DestinationArn,
      FilterPattern: '',
      LogGroupName,
    });
  }),
];

const BY_INTAKE: readonly Mutant[] = [
  mistake('identity', 'the intake may copy into another bucket', (assembly) =>
    allow(intake(assembly), 's3:PutObject', `${FOREIGN_ARN}/*`),
  ),
  mistake('identity', 'the intake copies into another bucket', (assembly) => {
    allow(intake(assembly), 's3:PutObject', `${FOREIGN_ARN}/*`);
    set(lambda(assembly, 'landing-intake'), 'Environment.Variables.BRONZE_BUCKET', FOREIGN_BUCKET);
  }),
  mistake('identity', 'the intake copies bronze back into landing', (assembly) => {
    allow(intake(assembly), 's3:GetObject', objects(assembly, 'bronze'));
    allow(intake(assembly), 's3:PutObject', objects(assembly, 'landing'));
  }),
  mistake('identity', 'the intake may put records into the stream of a site', (assembly) =>
    allow(intake(assembly), ['kinesis:PutRecord', 'kinesis:PutRecords'], streamArn(assembly)),
  ),
  mistake('identity', 'the writer of streams may copy into every bucket', (assembly) =>
    allow(pipelineRole(assembly, 'stream-to-bronze'), 's3:PutObject', 'arn:aws:s3:::*/*'),
  ),
  mistake('identity', 'the cleaner may copy into another bucket', (assembly) =>
    allow(pipelineRole(assembly, 'bronze-to-silver'), 's3:PutObject', `${FOREIGN_ARN}/*`),
  ),
  mistake('identity', 'the builder of gold may write where a PI Integrator lands', (assembly) =>
    allow(pipelineRole(assembly, 'silver-to-gold'), 's3:PutObject', objects(assembly, 'landing', 'site=*')),
  ),
  mistake('identity', "the sweep may send messages to another account's queue", (assembly) =>
    allow(pipelineRole(assembly, 'landing-sweep'), 'sqs:SendMessage', `arn:aws:sqs:*:${FOREIGN_ACCOUNT}:*`),
  ),
];

export const OUTWARD: readonly Mutant[] = [...BY_SERVICES, ...BY_INTAKE];
