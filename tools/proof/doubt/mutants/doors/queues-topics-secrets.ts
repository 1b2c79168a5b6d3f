/** Resource policies of queues, of the topic and of secrets that let in whom they must not. */

import { goesBy, TLS } from '../../edit/denies.ts';
import { add, type Edit, lets, narrow, rename, set, unset } from '../../edit/edits.ts';
import {
  deadLetters,
  type Finder,
  intakeQueue,
  integrator,
  plantSecret,
  policyOn,
  sender,
  topic,
} from '../../edit/find.ts';
import { arnOf, attribute, FOREIGN, type Given, ref, sessionOf } from '../../edit/given.ts';
import { allowed, aws } from '../../edit/rights.ts';
import { allowTo, statement } from '../../edit/statements.ts';
import { type Mutant, mistake, mistakes } from '../../mutant.ts';

const DOCUMENT = 'PolicyDocument';

const policyOfQueue = (queue: Finder): Finder => policyOn('AWS::SQS::QueuePolicy', 'Queues', queue);
const ofIntake = policyOfQueue(intakeQueue);
const losesTls = (policy: Finder): Edit => narrow(policy, `${DOCUMENT}.Statement`, goesBy(TLS.plain));
const policyOfTopic = policyOn('AWS::SNS::TopicPolicy', 'Topics', topic);

const onQueue = (name: string, AWS: Given, Action: Given): Mutant =>
  mistake('resource', name, lets(ofIntake, DOCUMENT, { Principal: { AWS }, Action, Resource: attribute(intakeQueue) }));

const byEvents = allowTo(ofIntake, DOCUMENT, 'events.amazonaws.com');

const QUEUES: readonly Mutant[] = [
  onQueue("everybody may put messages into the intake's queue", '*', 'sqs:SendMessage'),
  onQueue("a PI Integrator takes messages of the intake's queue", arnOf(integrator), 'sqs:ReceiveMessage'),
  onQueue("a sender's session may do everything with the intake's queue", sessionOf(sender), 'sqs:*'),
  onQueue("another account takes messages of the intake's queue", FOREIGN, ['sqs:ReceiveMessage', 'sqs:DeleteMessage']),
  ...mistakes('resource', {
    "any rule of any account may put messages into the intake's queue": unset(byEvents, 'Condition'),
    "a request that names no source may put messages into the intake's queue": rename(
      byEvents,
      'Condition.ArnEquals',
      'ArnEqualsIfExists',
    ),
    "the intake's queue lost its Deny on plain HTTP": losesTls(ofIntake),
    'the queue of dead letters lost its Deny on plain HTTP': losesTls(policyOfQueue(deadLetters)),
    'a second policy opens the queue of dead letters to everybody': add(
      deadLetters,
      'Second',
      'AWS::SQS::QueuePolicy',
      {
        Queues: [ref(deadLetters)],
        PolicyDocument: allowed({ Principal: '*', Action: 'sqs:*', Resource: attribute(deadLetters) }),
      },
    ),
  }),
  ...mistakes('unresolved', {
    'an inline policy opens the queue of dead letters to a sender': add(
      deadLetters,
      'Second',
      'AWS::SQS::QueueInlinePolicy',
      {
        Queue: ref(deadLetters),
        PolicyDocument: allowed({
          Principal: aws(arnOf(sender)),
          Action: 'sqs:ReceiveMessage',
          Resource: attribute(deadLetters),
        }),
      },
    ),
  }),
];

const onTopic = (name: string, AWS: string, Action: string): Mutant =>
  mistake('resource', name, lets(policyOfTopic, DOCUMENT, { Principal: { AWS }, Action, Resource: ref(topic) }));

const byAlarms = allowTo(policyOfTopic, DOCUMENT, 'cloudwatch.amazonaws.com');
const denied = statement(policyOfTopic, DOCUMENT, 'that denies', ({ Effect }) => Effect === 'Deny');

const TOPICS: readonly Mutant[] = [
  onTopic('everybody may raise alarms', '*', 'sns:Publish'),
  onTopic('another account may subscribe to the alarms', FOREIGN, 'sns:Subscribe'),
  ...mistakes('resource', {
    'alarms of any account reach the topic': unset(byAlarms, 'Condition'),
    'alarms that name no account reach the topic': rename(byAlarms, 'Condition.StringEquals', 'StringEqualsIfExists'),
    'alarms of all accounts but ours reach the topic': rename(byAlarms, 'Condition.StringEquals', 'StringNotEquals'),
    'the topic takes messages over plain HTTP': set(denied, { 'Condition.Bool.aws:SecureTransport': 'true' }),
  }),
];

const onSecret = (name: string, Principal: Given): Mutant =>
  mistake(
    'resource',
    name,
    add(plantSecret, 'Opened', 'AWS::SecretsManager::ResourcePolicy', {
      SecretId: ref(plantSecret),
      ResourcePolicy: allowed({ Principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' }),
    }),
  );

const SECRETS: readonly Mutant[] = [
  onSecret('a PI Integrator may read its secret by the secret', aws(arnOf(integrator))),
  onSecret("a sender's session may read a PI Integrator's secret", aws(sessionOf(sender))),
  onSecret("everybody may read a PI Integrator's secret", '*'),
  onSecret("another account may read a PI Integrator's secret", aws(FOREIGN)),
];

export const QUEUES_TOPICS_SECRETS: readonly Mutant[] = [...QUEUES, ...TOPICS, ...SECRETS];
