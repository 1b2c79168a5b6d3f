/** Resource policies of what is no bucket: queues, topics, secrets, streams, functions and the event bus. */

import { arnOf, attribute, aws, FOREIGN, principal, sessionOf } from '../../edit/arn.ts';
import { goesBy } from '../../edit/denies.ts';
import { add, asked, condition, lose, narrow, rename, statement, statements } from '../../edit/edits.ts';
import {
  deadLetters,
  intakeQueue,
  integrator,
  type Place,
  plantSecret,
  policyOn,
  sender,
  topic,
} from '../../edit/find.ts';
import { documentOf } from '../../edit/rights.ts';
import { type Assembly, type Json, type JsonObject, object } from '../../edit/template.ts';
import { type Mutant, mistake, mistakesOf } from '../../mutant.ts';

const resource = mistakesOf('resource');

const queueDocument = (queue: Place): JsonObject =>
  object(policyOn('AWS::SQS::QueuePolicy', 'Queues', queue).properties.PolicyDocument, 'policy of a queue');
const topicDocument = (assembly: Assembly): JsonObject =>
  object(policyOn('AWS::SNS::TopicPolicy', 'Topics', topic(assembly)).properties.PolicyDocument, 'policy of the topic');

/** The Allow of a policy to a service. */
const allowTo = (document: JsonObject, Service: string): JsonObject =>
  statement(document, `that lets ${Service}`, ({ Effect, Principal }) => {
    return Effect === 'Allow' && JSON.stringify(Principal) === JSON.stringify({ Service });
  });

const onQueue = (name: string, AWS: (assembly: Assembly) => Json, action: Json): Mutant =>
  resource(name, (assembly) => {
    const queue = intakeQueue(assembly);
    const Resource = attribute(queue);
    statements(queueDocument(queue)).push({
      Effect: 'Allow',
      Principal: { AWS: AWS(assembly) },
      Action: action,
      Resource,
    });
  });

const QUEUES: readonly Mutant[] = [
  onQueue("everybody may put messages into the intake's queue", () => '*', 'sqs:SendMessage'),
  onQueue("a PI Integrator takes messages of the intake's queue", arnOf(integrator), 'sqs:ReceiveMessage'),
  onQueue("a sender's session may do everything with the intake's queue", sessionOf(sender), 'sqs:*'),
  onQueue("another account takes messages of the intake's queue", () => FOREIGN, [
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
  ]),
  resource("any rule of any account may put messages into the intake's queue", (assembly) =>
    lose(allowTo(queueDocument(intakeQueue(assembly)), 'events.amazonaws.com'), 'Condition'),
  ),
  resource("a request that names no source may put messages into the intake's queue", (assembly) =>
    rename(
      condition(allowTo(queueDocument(intakeQueue(assembly)), 'events.amazonaws.com')),
      'ArnEquals',
      'ArnEqualsIfExists',
    ),
  ),
  resource("the intake's queue lost its Deny on plain HTTP", (assembly) =>
    narrow(queueDocument(intakeQueue(assembly)), 'Statement', (each) => goesBy(each, 'aws:SecureTransport')),
  ),
  resource('the queue of dead letters lost its Deny on plain HTTP', (assembly) =>
    narrow(queueDocument(deadLetters(assembly)), 'Statement', (each) => goesBy(each, 'aws:SecureTransport')),
  ),
  resource('a second policy opens the queue of dead letters to everybody', (assembly) => {
    const queue = deadLetters(assembly);
    const open = { Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: attribute(queue) };
    const PolicyDocument = documentOf(open);
    add(queue, 'Second', 'AWS::SQS::QueuePolicy', { Queues: [{ Ref: queue.id }], PolicyDocument });
  }),
  mistake('unresolved', 'an inline policy opens the queue of dead letters to a sender', (assembly) => {
    const queue = deadLetters(assembly);
    const Principal = { AWS: principal(sender(assembly)) };
    const open = { Effect: 'Allow', Principal, Action: 'sqs:ReceiveMessage', Resource: attribute(queue) };
    const PolicyDocument = documentOf(open);
    add(queue, 'Second', 'AWS::SQS::QueueInlinePolicy', { Queue: { Ref: queue.id }, PolicyDocument });
  }),
];

const onTopic = (name: string, AWS: string, action: string): Mutant =>
  resource(name, (assembly) => {
    const Resource = { Ref: topic(assembly).id };
    statements(topicDocument(assembly)).push({ Effect: 'Allow', Principal: { AWS }, Action: action, Resource });
  });

const TOPICS: readonly Mutant[] = [
  onTopic('everybody may raise alarms', '*', 'sns:Publish'),
  onTopic('another account may subscribe to the alarms', FOREIGN, 'sns:Subscribe'),
  resource('alarms of any account reach the topic', (assembly) =>
    lose(allowTo(topicDocument(assembly), 'cloudwatch.amazonaws.com'), 'Condition'),
  ),
  resource('alarms that name no account reach the topic', (assembly) =>
    rename(
      condition(allowTo(topicDocument(assembly), 'cloudwatch.amazonaws.com')),
      'StringEquals',
      'StringEqualsIfExists',
    ),
  ),
  resource('alarms of all accounts but ours reach the topic', (assembly) =>
    rename(condition(allowTo(topicDocument(assembly), 'cloudwatch.amazonaws.com')), 'StringEquals', 'StringNotEquals'),
  ),
  resource('the topic takes messages over plain HTTP', (assembly) => {
    const is = ({ Effect }: JsonObject): boolean => Effect === 'Deny';
    asked(statement(topicDocument(assembly), 'that denies', is), 'Bool')['aws:SecureTransport'] = 'true';
  }),
];

const onSecret = (name: string, Principal: (assembly: Assembly) => Json): Mutant =>
  resource(name, (assembly) => {
    const read = {
      Effect: 'Allow',
      Principal: Principal(assembly),
      Action: 'secretsmanager:GetSecretValue',
      Resource: '*',
    };
    const secret = plantSecret(assembly);
    const ResourcePolicy = documentOf(read);
    add(secret, 'Opened', 'AWS::SecretsManager::ResourcePolicy', { SecretId: { Ref: secret.id }, ResourcePolicy });
  });

const SECRETS: readonly Mutant[] = [
  onSecret('a PI Integrator may read its secret by the secret', aws(arnOf(integrator))),
  onSecret("a sender's session may read a PI Integrator's secret", aws(sessionOf(sender))),
  onSecret("everybody may read a PI Integrator's secret", () => '*'),
  onSecret("another account may read a PI Integrator's secret", aws(FOREIGN)),
];

export const QUEUES_TOPICS_SECRETS: readonly Mutant[] = [...QUEUES, ...TOPICS, ...SECRETS];
