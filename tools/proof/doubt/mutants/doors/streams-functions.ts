/** Policies of streams, of functions and of the event bus that let in whom they must not. */

import { add, together, unset } from '../../edit/edits.ts';
import { find, intakeQueue, integrator, lambda, sender, stream } from '../../edit/find.ts';
import {
  account,
  arnOf,
  attribute,
  FOREIGN,
  FOREIGN_ACCOUNT,
  type Given,
  onRegional,
  streamArn,
} from '../../edit/given.ts';
import { allowed, aws } from '../../edit/rights.ts';
import { type Mutant, mistake, mistakes } from '../../mutant.ts';

const SUBSCRIBE = 'kinesis:SubscribeToShard';

const onStream = (name: string, AWS: Given, Action: Given): Mutant =>
  mistake(
    'resource',
    name,
    add(stream, 'Opened', 'AWS::Kinesis::ResourcePolicy', {
      ResourceArn: attribute(stream),
      ResourcePolicy: allowed({ Principal: { AWS }, Action, Resource: streamArn }),
    }),
  );

const STREAMS: readonly Mutant[] = [
  onStream('a sender reads its stream by the stream', arnOf(sender), [
    'kinesis:GetShardIterator',
    'kinesis:GetRecords',
  ]),
  onStream("another account reads a site's stream", FOREIGN, ['kinesis:GetRecords', SUBSCRIBE]),
  onStream("everybody puts records into a site's stream", '*', 'kinesis:PutRecord'),
  onStream("a PI Integrator subscribes to a site's stream", arnOf(integrator), SUBSCRIBE),
];

const intake = lambda('landing-intake');

const permits = (Action: string, Principal: Given): Mutant['edit'] =>
  add(intake, 'Opened', 'AWS::Lambda::Permission', { Action, FunctionName: attribute(intake), Principal });
const invoked = (Principal: Given): Mutant['edit'] => permits('lambda:InvokeFunction', Principal);

const FUNCTIONS = mistakes('resource', {
  'everybody may invoke the intake': invoked('*'),
  'another account may invoke the intake': invoked(FOREIGN_ACCOUNT),
  'a sender may invoke the intake': invoked(arnOf(sender)),
  'any bucket of any account may invoke the intake': invoked('s3.amazonaws.com'),
  'the account may change the code of the intake': permits('lambda:UpdateFunctionCode', account),
  'any rule of any account may invoke the sweep': unset(
    find('AWS::Lambda::Permission', "the sweep's", ({ properties }) => properties.SourceArn !== undefined),
    'SourceArn',
  ),
});

const BESIDE: readonly Mutant[] = [
  ...mistakes('chain', {
    'the intake answers at a URL that asks for no credentials': add(intake, 'Url', 'AWS::Lambda::Url', {
      AuthType: 'NONE',
      TargetFunctionArn: attribute(intake),
    }),
  }),
  ...mistakes('unresolved', {
    "a consumer of a site's stream lets another account subscribe": together(
      add(stream, 'Consumer', 'AWS::Kinesis::StreamConsumer', { ConsumerName: 'reader', StreamARN: attribute(stream) }),
      add(stream, 'Opened', 'AWS::Kinesis::ResourcePolicy', {
        ResourceArn: { 'Fn::GetAtt': ['Consumer', 'ConsumerARN'] },
        ResourcePolicy: allowed({ Principal: aws(FOREIGN), Action: SUBSCRIBE, Resource: '*' }),
      }),
    ),
    'another account puts events on the bus that the intake hears': add(
      intakeQueue,
      'Opened',
      'AWS::Events::EventBusPolicy',
      {
        StatementId: 'Opened',
        Statement: {
          Effect: 'Allow',
          Principal: '*',
          Action: 'events:PutEvents',
          Resource: onRegional('events', 'event-bus/default'),
        },
      },
    ),
  }),
];

export const STREAMS_FUNCTIONS: readonly Mutant[] = [...STREAMS, ...FUNCTIONS, ...BESIDE];
