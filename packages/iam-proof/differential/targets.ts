import type { Principal } from '../iam/request.ts';
import type { Random } from './random.ts';

export const ACCOUNT = '111111111111';

export const USER: Extract<Principal, { kind: 'user' }> = {
  kind: 'user',
  arn: `arn:aws:iam::${ACCOUNT}:user/staff/jo`,
  account: ACCOUNT,
};
export const SESSION: Extract<Principal, { kind: 'role-session' }> = {
  kind: 'role-session',
  role: `arn:aws:iam::${ACCOUNT}:role/staff/writer`,
  session: `arn:aws:sts::${ACCOUNT}:assumed-role/writer/now`,
  account: ACCOUNT,
};

/** What policies are drawn about: actions of a service, ARNs that they act on, and what guards each. */
export interface Target {
  readonly actions: readonly string[];
  readonly arns: readonly string[];
  readonly guardsOf: (arn: string) => readonly string[];
  readonly policy: 'resource' | 'key';
}

const BUCKETS = ['uploads', 'uploads.staff'].map((name) => `arn:aws:s3:::${name}`);
const OBJECTS = ['team=a', 'team=a/x', 'team=ab/x', 'b:c/x'];
const ACCESS_POINTS = ['s3:eu-west-1', 's3:'].map((where) => `arn:aws:${where}:${ACCOUNT}:accesspoint/team`);
const bucketOf = (arn: string): string => arn.split('/')[0] ?? '';

export const TARGETS: readonly Target[] = [
  {
    actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    arns: [
      ...BUCKETS.flatMap((bucket) => OBJECTS.map((key) => `${bucket}/${key}`)),
      ...ACCESS_POINTS.map((arn) => `${arn}/object/x`),
    ],
    guardsOf: (arn) => [bucketOf(arn), `${bucketOf(arn)}/*`],
    policy: 'resource',
  },
  {
    actions: ['s3:ListBucket', 's3:PutBucketPolicy'],
    arns: BUCKETS,
    guardsOf: (arn) => [arn, `${arn}/*`],
    policy: 'resource',
  },
  {
    actions: ['kinesis:PutRecord', 'kinesis:GetRecords'],
    arns: ['a', 'ab'].map((name) => `arn:aws:kinesis:eu-west-1:${ACCOUNT}:stream/${name}`),
    guardsOf: (arn) => [arn],
    policy: 'resource',
  },
  {
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    arns: ['1111', '2222'].map((id) => `arn:aws:kms:eu-west-1:${ACCOUNT}:key/${id}`),
    guardsOf: (arn) => [arn],
    policy: 'key',
  },
];

type Draw = (text: string, random: Random) => string;

/** Ways to write an action so that it is, or is nearly, the one asked for. */
const ACTION_WAYS: readonly Draw[] = [
  (action) => action,
  (action) => action.toLowerCase(),
  (action) => `${action.split(':')[0]}:*`,
  (action, random) => `${action.slice(0, action.length - 1 - random.below(5))}*`,
  (action, random) => replaced(action, action.indexOf(':') + 1, '?', random),
];

/** Ways to write a resource so that it takes, or nearly takes, the one asked for. */
const RESOURCE_WAYS: readonly Draw[] = [
  (arn) => arn,
  () => '*',
  (arn, random) => `${arn.slice(0, startOfName(arn) + random.below(arn.length - startOfName(arn)))}*`,
  (arn, random) => replaced(arn, startOfName(arn), '*', random),
  (arn, random) => replaced(arn, startOfName(arn), '?', random),
  (arn) => `${arn}/*`,
  (arn) => inParts(arn, (part, i) => (i === 3 || i === 4 ? '*' : part)),
  (arn) => inParts(arn, (part, i) => (i === 3 ? part.replace(/^(.).+(.)$/, '$1*$2') : part)),
  (arn) => inParts(arn, (part, i) => (i === 1 ? '*' : part)),
  (arn) => arn.split(':').slice(0, 3).join(':'),
  (arn) => arn.replace(/\d{12}/, '333333333333'),
];

/** An Action pattern, near to the action. */
export function actionNear(action: string, random: Random): string {
  return random.pick(ACTION_WAYS)(action, random);
}

/** A Resource pattern, near to the resource. */
export function resourceNear(arn: string, random: Random): string {
  return random.pick(RESOURCE_WAYS)(arn, random);
}

function inParts(arn: string, draw: (part: string, index: number) => string): string {
  return arn.split(':').map(draw).join(':');
}

function startOfName(arn: string): number {
  return arn.split(':').slice(0, 5).join(':').length + 1;
}

/** A wildcard in place of a character, or of some where it is a star. */
function replaced(text: string, from: number, wild: '*' | '?', random: Random): string {
  const at = from + random.below(text.length - from);
  const length = wild === '?' ? 1 : random.below(text.length - at);
  return text.slice(0, at) + wild + text.slice(at + length);
}
