import type { Context, Principal, Request } from '../../iam/request.ts';
import { contextOf } from './families.ts';
import type { Random } from './random.ts';

export const ACCOUNT = '111111111111';
export const OTHER_ACCOUNT = '222222222222';
export const USER_ARN = `arn:aws:iam::${ACCOUNT}:user/staff/jo`;
export const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/staff/writer`;
export const SESSION_ARN = `arn:aws:sts::${ACCOUNT}:assumed-role/writer/now`;
export const SERVICE = 'lambda.amazonaws.com';

const USER: Principal = { kind: 'user', arn: USER_ARN, account: ACCOUNT };
const SESSION: Principal = { kind: 'role-session', role: ROLE_ARN, session: SESSION_ARN, account: ACCOUNT };
const OTHERS: readonly Principal[] = [
  { kind: 'service', name: SERVICE },
  { kind: 'service', name: SERVICE },
  { kind: 'root', account: ACCOUNT },
  { kind: 'anonymous' },
];

const BUCKETS = ['uploads', 'uploads.staff', 'uploads-staff'];
const OBJECTS = ['team=a/x', 'team=ab/x', 'team=a/folder=hr/x.csv', 'team=a', 'team=a/a+b (1).csv', 'b:c/x'];

/** A service's actions, and the names of its resources. */
interface Target {
  readonly actions: readonly string[];
  arn(account: string, random: Random): string;
}

const TARGETS: readonly Target[] = [
  {
    actions: ['s3:GetObject', 's3:PutObject', 's3:GetObjectVersion'],
    arn: (_, random) => `arn:aws:s3:::${random.pick(BUCKETS)}/${random.pick(OBJECTS)}`,
  },
  { actions: ['s3:ListBucket', 's3:PutBucketPolicy'], arn: (_, random) => `arn:aws:s3:::${random.pick(BUCKETS)}` },
  {
    actions: ['kinesis:PutRecord', 'kinesis:PutRecords', 'kinesis:GetRecords'],
    arn: (account, random) => `arn:aws:kinesis:eu-west-1:${account}:stream/${random.pick(['a', 'ab', 'staff.a'])}`,
  },
  {
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    arn: (account, random) => `arn:aws:kms:eu-west-1:${account}:key/${random.pick(['1111', '2222'])}`,
  },
  {
    actions: ['logs:PutLogEvents', 'logs:GetLogEvents'],
    arn: (account, random) =>
      `arn:aws:logs:eu-west-1:${account}:log-group:/aws/lambda/${random.pick(['resize', 'prune'])}:log-stream:1`,
  },
];

/** A request: about every second one by a user, some by those who have no policies of their own. */
export function drawRequest(random: Random): Request {
  const principal = random.chance(0.45) ? USER : random.chance(0.8) ? SESSION : random.pick(OTHERS);
  const { actions, arn } = random.pick(TARGETS);
  const resourceAccount = random.chance(0.88) ? ACCOUNT : OTHER_ACCOUNT;
  return {
    principal,
    action: random.pick(actions),
    resource: arn(resourceAccount, random),
    resourceAccount,
    context: contextOf(random),
  };
}

/** The keys of a request as conditions see them, with those that AWS sets about who asks. */
export function keysOf({ principal, context }: Request): Context {
  if (!('account' in principal) || principal.kind === 'root') return context;
  return {
    ...context,
    'aws:PrincipalAccount': principal.account,
    'aws:PrincipalArn': principal.kind === 'user' ? principal.arn : principal.role,
    ...(principal.kind === 'user' && { 'aws:username': 'jo' }),
  };
}
