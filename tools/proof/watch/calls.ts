import { fedStream, ownPrefix, ownStream, type Places, type Plant, regional } from '../promise/places.ts';
import type { CallEvent, UserIdentity } from './event.ts';

type Call = Omit<CallEvent, 'userIdentity'>;

/** Calls of a plant that no policy lets through, and each of which must ring. */
export function refusedCalls(places: Places, plant: Plant): CallEvent[] {
  const [landing, bronze] = [places.bucket('landing'), places.bucket('bronze')];
  const own = `${landing}/${ownPrefix(plant)}view=any/object`;
  const elsewhere = `${landing}/site=elsewhere/feeder=sender/view=any/object`;
  const stream = fedStream(places, plant) ?? ownStream(places, plant);
  const isStream = places.app.guarded.some(({ arn }) => arn === stream);
  const calls = [
    ...['GetObject', 'GetObjectTagging', 'ListObjects'].map((name) => onObject(name, own, true)),
    ...['DeleteObject', 'PutObjectAcl'].map((name) => onObject(name, own, false)),
    onObject('GetObject', elsewhere, true),
    onObject('PutObject', elsewhere, false),
    ...['GetObject', 'ListObjects'].map((name) => onObject(name, `${bronze}/site=elsewhere/x`, true)),
    ...['PutObject', 'DeleteObject'].map((name) => onObject(name, `${bronze}/site=elsewhere/x`, false)),
    ...(isStream ? ['GetRecords', 'GetShardIterator'].map((name) => onStream(name, stream)) : []),
    ...MANAGEMENT.map(([source, name, readOnly]) => managing(source, name, readOnly)),
    ...elsewhereOf(places, stream),
  ];
  const userIdentity = identityOf(plant, places);
  return calls.flatMap((call) =>
    (WORDS[call.eventSource] ?? ['AccessDenied', 'AccessDeniedException']).map((errorCode) => ({
      ...call,
      userIdentity,
      errorCode,
    })),
  );
}

/** Calls on data that is no plant's, in this app and beside it. */
function elsewhereOf(places: Places, own: string): Call[] {
  const { app, bucket, deployment } = places;
  const arn = (service: string, rest: string): string => regional(places, service, rest);
  const ofKind = (kind: string): string[] => app.guarded.filter((each) => each.kind === kind).map((each) => each.arn);
  const buckets = [...(['silver', 'gold', 'access-logs'] as const).map(bucket), `arn:${app.partition}:s3:::elsewhere`];
  // Of each stream it is asked anyway whether its calls are recorded.
  const another = ofKind('stream').find((each) => each !== own);
  const streams = [...(another === undefined ? [] : [another]), arn('kinesis', 'stream/elsewhere')];
  const consumer = `${arn('kinesis', `stream/${deployment}-elsewhere`)}/consumer/any:1`;
  return [
    ...buckets.flatMap((each) => ['GetObject', 'ListObjects'].map((name) => onObject(name, `${each}/x`, true))),
    onData('s3', 'GetObject', true, 'AWS::S3::AccessPoint', arn('s3', 'accesspoint/any')),
    ...streams.flatMap((each) => [onStream('GetRecords', each), { ...onStream('PutRecord', each), readOnly: false }]),
    onData('kinesis', 'SubscribeToShard', true, 'AWS::Kinesis::StreamConsumer', consumer),
    ...ofKind('function').map((each) => onData('lambda', 'Invoke', false, 'AWS::Lambda::Function', each)),
    ...ofKind('queue').flatMap((each) =>
      ['ReceiveMessage', 'SendMessage'].map((name) => onData('sqs', name, false, 'AWS::SQS::Queue', each)),
    ),
    ...ofKind('topic').map((each) => onData('sns', 'Publish', false, 'AWS::SNS::Topic', each)),
  ];
}

/** Calls on an object and on a record by anybody, let through or not: each must be recorded. */
export function dataCalls(places: Places): { readonly objects: Call[]; readonly records: Call[] } {
  const streams = places.app.guarded.filter(({ kind }) => kind === 'stream');
  return {
    objects: (['landing', 'bronze'] as const).flatMap((layer) => [
      onObject('GetObject', `${places.bucket(layer)}/x`, true),
      onObject('PutObject', `${places.bucket(layer)}/x`, false),
      onObject('DeleteObject', `${places.bucket(layer)}/x`, false),
    ]),
    records: streams.flatMap(({ arn }) => [
      onStream('GetRecords', arn),
      { ...onStream('PutRecord', arn), readOnly: false },
    ]),
  };
}

const MANAGEMENT: readonly (readonly [source: string, name: string, readOnly: boolean])[] = [
  ['s3', 'GetBucketPolicy', true],
  ['s3', 'PutBucketPolicy', false],
  ['s3', 'PutBucketReplication', false],
  ['sts', 'AssumeRole', true],
  ['iam', 'CreateAccessKey', false],
  ['iam', 'PutUserPolicy', false],
  ['secretsmanager', 'GetSecretValue', true],
  ['kms', 'Decrypt', true],
  ['kinesis', 'RegisterStreamConsumer', false],
  ['glue', 'StartJobRun', false],
  ['cloudtrail', 'StopLogging', false],
  ['monitoring', 'DeleteAlarms', false],
  ['ec2', 'DescribeInstances', true],
];

/** What services call a refusal, where it is another word than most have. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'ec2.amazonaws.com': ['Client.UnauthorizedOperation'],
  'sns.amazonaws.com': ['AuthorizationError'],
};

function onObject(eventName: string, ARN: string, readOnly: boolean): Call {
  return onData('s3', eventName, readOnly, 'AWS::S3::Object', ARN);
}

function onStream(eventName: string, ARN: string): Call {
  return onData('kinesis', eventName, true, 'AWS::Kinesis::Stream', ARN);
}

function onData(service: string, eventName: string, readOnly: boolean, type: string, ARN: string): Call {
  const eventSource = `${service}.amazonaws.com`;
  return { eventCategory: 'Data', eventSource, eventName, readOnly, resources: [{ type, ARN }] };
}

function managing(service: string, eventName: string, readOnly: boolean): Call {
  return { eventCategory: 'Management', eventSource: `${service}.amazonaws.com`, eventName, readOnly, resources: [] };
}

/** An identity as CloudTrail tells it: a user by its own ARN, a role by that of its session and by its own. */
export function identityOf(
  { identity: { kind, arn, name } }: Pick<Plant, 'identity'>,
  { app }: Pick<Places, 'app'>,
): UserIdentity {
  if (kind === 'user') return { type: 'IAMUser', arn };
  return {
    type: 'AssumedRole',
    arn: `arn:${app.partition}:sts::${app.account}:assumed-role/${name}/session`,
    sessionContext: { sessionIssuer: { type: 'Role', arn } },
  };
}
