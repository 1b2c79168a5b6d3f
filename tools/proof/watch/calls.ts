import { LAYERS, ownPrefix, ownStream, type Places, type Plant, regional } from '../promise/places.ts';
import type { CallEvent, UserIdentity } from './event.ts';

type Call = Omit<CallEvent, 'userIdentity'>;

const OBJECT = 'AWS::S3::Object';
const STREAM = 'AWS::Kinesis::Stream';

/** Calls on no data, by service. */
const MANAGEMENT: Readonly<Record<string, readonly string[]>> = {
  s3: ['GetBucketPolicy', 'PutBucketPolicy', 'PutBucketReplication'],
  sts: ['AssumeRole'],
  iam: ['CreateAccessKey', 'PutUserPolicy'],
  secretsmanager: ['GetSecretValue'],
  kms: ['Decrypt'],
  kinesis: ['RegisterStreamConsumer'],
  glue: ['StartJobRun'],
  cloudtrail: ['StopLogging'],
  monitoring: ['DeleteAlarms'],
  ec2: ['DescribeInstances'],
};

/** What services call a refusal, where it is another word than most have. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'ec2.amazonaws.com': ['Client.UnauthorizedOperation'],
  'sns.amazonaws.com': ['AuthorizationError'],
};

/** Calls of a plant that no policy lets through, and each of which must ring. */
export function refusedCalls(places: Places, plant: Plant): CallEvent[] {
  const userIdentity = identityOf(plant, places);
  return [...triedOnData(places, plant), ...managing()].flatMap((call) =>
    (WORDS[call.eventSource] ?? ['AccessDenied', 'AccessDeniedException']).map((errorCode) => ({
      ...call,
      userIdentity,
      errorCode,
    })),
  );
}

/** Calls on a plant's own data that it has no right to, and on data that is no plant's, in this app and beside it. */
function triedOnData(places: Places, plant: Plant): Call[] {
  const arn = (service: string, rest: string): string => regional(places, service, rest);
  const landed = `${places.bucket('landing')}/${ownPrefix(plant)}view=any/object`;
  const buckets = [...LAYERS.map(places.bucket), `arn:${places.app.partition}:s3:::elsewhere`];
  const objects = buckets.flatMap((bucket) => [`${bucket}/x`, `${bucket}/site=elsewhere/x`]);
  const own = ownStream(places, plant);
  // Of each stream it is asked anyway whether its calls are recorded.
  const another = arnsOf('stream', places).filter((each) => each !== own);
  const streams = [own, ...another.slice(0, 1), arn('kinesis', 'stream/elsewhere')];
  const consumer = arn('kinesis', `stream/${places.deployment}-elsewhere/consumer/any:1`);
  return [
    ...on(OBJECT, [landed], 'GetObject', 'GetObjectTagging', 'ListObjects', 'DeleteObject', 'PutObjectAcl'),
    ...on(OBJECT, objects, 'GetObject', 'ListObjects', 'PutObject', 'DeleteObject'),
    ...on('AWS::S3::AccessPoint', [arn('s3', 'accesspoint/any')], 'GetObject'),
    ...on(STREAM, streams, 'GetRecords', 'GetShardIterator', 'PutRecord'),
    ...on('AWS::Kinesis::StreamConsumer', [consumer], 'SubscribeToShard'),
    ...on('AWS::Lambda::Function', arnsOf('function', places), 'Invoke'),
    ...on('AWS::SQS::Queue', arnsOf('queue', places), 'ReceiveMessage', 'SendMessage'),
    ...on('AWS::SNS::Topic', arnsOf('topic', places), 'Publish'),
  ];
}

/** Calls on an object and on a record by anybody, let through or not: each must be recorded. */
export function dataCalls(places: Places): { readonly objects: Call[]; readonly records: Call[] } {
  const objects = (['landing', 'bronze'] as const).map((layer) => `${places.bucket(layer)}/x`);
  return {
    objects: on(OBJECT, objects, 'GetObject', 'PutObject', 'DeleteObject'),
    records: on(STREAM, arnsOf('stream', places), 'GetRecords', 'PutRecord'),
  };
}

function arnsOf(kind: string, { app }: Places): string[] {
  return app.guarded.filter((each) => each.kind === kind).map(({ arn }) => arn);
}

/** Each of some calls on each thing of a type, which names the service. */
function on(type: string, arns: readonly string[], ...names: readonly string[]): Call[] {
  const [, service = ''] = type.toLowerCase().split('::');
  const shared = { eventCategory: 'Data', eventSource: `${service}.amazonaws.com` } as const;
  return arns.flatMap((ARN) => names.map((eventName) => ({ ...shared, eventName, resources: [{ type, ARN }] })));
}

function managing(): Call[] {
  return Object.entries(MANAGEMENT).flatMap(([service, names]) => {
    const shared = { eventCategory: 'Management', eventSource: `${service}.amazonaws.com`, resources: [] } as const;
    return names.map((eventName) => ({ ...shared, eventName }));
  });
}

/** An identity as CloudTrail tells it: a user by its own ARN, a role by that of its session and by its own. */
export function identityOf(
  { identity: { kind, arn, name } }: Pick<Plant, 'identity'>,
  { app }: Pick<Places, 'app'>,
): UserIdentity {
  if (kind === 'user') return { arn };
  return {
    arn: `arn:${app.partition}:sts::${app.account}:assumed-role/${name}/session`,
    sessionContext: { sessionIssuer: { arn } },
  };
}
