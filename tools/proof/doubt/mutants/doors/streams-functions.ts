/** Policies of streams, of functions and of the event bus that let in whom they must not. */

import { account, arnOf, attribute, FOREIGN, FOREIGN_ACCOUNT, regional, streamArn } from '../../edit/arn.ts';
import { add, unset } from '../../edit/edits.ts';
import { find, intakeQueue, integrator, lambda, sender, stream } from '../../edit/find.ts';
import { documentOf } from '../../edit/rights.ts';
import type { Assembly, Json } from '../../edit/template.ts';
import { type Mutant, mistake, mistakesOf } from '../../mutant.ts';

const resource = mistakesOf('resource');

const onStream = (name: string, AWS: (assembly: Assembly) => string, Action: Json): Mutant =>
  resource(name, (assembly) => {
    const Statement = [{ Effect: 'Allow', Principal: { AWS: AWS(assembly) }, Action, Resource: streamArn(assembly) }];
    const ResourceArn = attribute(stream(assembly));
    add(stream(assembly), 'Opened', 'AWS::Kinesis::ResourcePolicy', {
      ResourceArn,
      ResourcePolicy: documentOf(...Statement),
    });
  });

const STREAMS: readonly Mutant[] = [
  onStream('a sender reads its stream by the stream', arnOf(sender), [
    'kinesis:GetShardIterator',
    'kinesis:GetRecords',
  ]),
  onStream("another account reads a site's stream", () => FOREIGN, ['kinesis:GetRecords', 'kinesis:SubscribeToShard']),
  onStream("everybody puts records into a site's stream", () => '*', 'kinesis:PutRecord'),
  onStream("a PI Integrator subscribes to a site's stream", arnOf(integrator), 'kinesis:SubscribeToShard'),
  mistake('unresolved', "a consumer of a site's stream lets another account subscribe", (assembly) => {
    const at = stream(assembly);
    add(at, 'Consumer', 'AWS::Kinesis::StreamConsumer', { ConsumerName: 'reader', StreamARN: attribute(at) });
    const ResourceArn = { 'Fn::GetAtt': ['Consumer', 'ConsumerARN'] };
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: FOREIGN }, Action: 'kinesis:SubscribeToShard', Resource: '*' },
    ];
    add(at, 'Opened', 'AWS::Kinesis::ResourcePolicy', { ResourceArn, ResourcePolicy: documentOf(...Statement) });
  }),
];

const invoked = (name: string, Principal: (assembly: Assembly) => string): Mutant =>
  resource(name, (assembly) => {
    const intake = lambda(assembly, 'landing-intake');
    const FunctionName = attribute(intake);
    add(intake, 'Opened', 'AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName,
      Principal: Principal(assembly),
    });
  });

const FUNCTIONS: readonly Mutant[] = [
  invoked('everybody may invoke the intake', () => '*'),
  invoked('another account may invoke the intake', () => FOREIGN_ACCOUNT),
  invoked('a sender may invoke the intake', arnOf(sender)),
  invoked('any bucket of any account may invoke the intake', () => 's3.amazonaws.com'),
  resource('any rule of any account may invoke the sweep', (assembly) =>
    unset(
      find(assembly, 'AWS::Lambda::Permission', "the sweep's", ({ properties }) => properties.SourceArn !== undefined),
      'SourceArn',
    ),
  ),
  mistake('chain', 'the intake answers at a URL that asks for no credentials', (assembly) => {
    const intake = lambda(assembly, 'landing-intake');
    add(intake, 'Url', 'AWS::Lambda::Url', { AuthType: 'NONE', TargetFunctionArn: attribute(intake) });
  }),
  mistake('unresolved', 'another account puts events on the bus that the intake hears', (assembly) => {
    const Resource = regional(assembly, 'events', 'event-bus/default');
    const Statement = { Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', Resource };
    add(intakeQueue(assembly), 'Opened', 'AWS::Events::EventBusPolicy', { StatementId: 'Opened', Statement });
  }),
  resource('the account may change the code of the intake', (assembly) => {
    const intake = lambda(assembly, 'landing-intake');
    const FunctionName = attribute(intake);
    const Principal = account(assembly);
    add(intake, 'Opened', 'AWS::Lambda::Permission', { Action: 'lambda:UpdateFunctionCode', FunctionName, Principal });
  }),
];

export const STREAMS_FUNCTIONS: readonly Mutant[] = [...STREAMS, ...FUNCTIONS];
