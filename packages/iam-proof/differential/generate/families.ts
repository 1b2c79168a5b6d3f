import type { Operator } from '../../iam/policy.ts';
import type { Context } from '../../iam/request.ts';
import type { Random } from './random.ts';

/** Operators that compare values of one type, the keys that have it, and the values that are drawn. */
export interface Family {
  readonly operators: readonly Operator[];
  /** Keys of one value. */
  readonly keys: readonly string[];
  /** A key of several values. */
  readonly list: string;
  /** Values of requests; a policy names one of them too, or one of `patterns`. */
  readonly values: readonly string[];
  /** Values that only a policy has. */
  readonly patterns: readonly string[];
}

/** A policy variable, as a policy writes it. */
export const variable = (name: string): string => `\${${name}}`;

const LIKE_VARIABLES = [
  `team=${variable('aws:PrincipalTag/team')}/*`,
  `team=${variable('aws:username')}*`,
  variable("aws:PrincipalTag/none, 'jo'"),
  `jo${variable('*')}`,
];

/** ARNs of roles and sources, on which policies turn most. */
export const ARNS: Family = {
  operators: ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'],
  keys: ['aws:SourceArn', 'aws:PrincipalArn'],
  list: 'test:Sources',
  values: [
    'arn:aws:iam::111111111111:role/staff/writer',
    'arn:aws:iam::111111111111:user/staff/jo',
    'arn:aws:sns:eu-west-1:111111111111:topic:sub',
    'arn:aws:logs:eu-west-1:111111111111:log-group:a',
  ],
  patterns: [
    'arn:aws:iam::111111111111:role/staff/*',
    'arn:aws:iam::*:*/staff/j?',
    'arn:aws:sts::111111111111:assumed-role/writer/*',
    'arn:*:*:*:*:*',
    'arn:aws:sns:*:topic:sub',
    'arn:aws:sns:eu*:topic:*',
    'arn:aws:logs:*:log-group:a',
    'arn:aws:logs:eu-west-?:*:log-group:?',
  ],
};

export const FAMILIES: readonly Family[] = [
  {
    operators: ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    keys: ['s3:prefix', 'aws:PrincipalTag/team', 'aws:PrincipalAccount', 'aws:username'],
    list: 'aws:TagKeys',
    values: ['a', 'ab', 'team=a/x', 'jo', '111111111111'],
    patterns: ['A', 'TEAM=a/X', 'a*', '?', variable('aws:username')],
  },
  {
    operators: ['StringLike', 'StringNotLike'],
    keys: ['s3:prefix', 'aws:PrincipalTag/team', 'aws:username'],
    list: 'aws:TagKeys',
    values: ['a', 'ab', 'team=a/x', 'team=ab/x', 'jo'],
    patterns: ['*', 'a*', 'a?', '?', 'team=a/*', 'team=a*', 'team=?/*', 'A*', 'j?', ...LIKE_VARIABLES],
  },
  {
    operators: [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
    keys: ['s3:max-keys', 's3:TlsVersion'],
    list: 'test:Sizes',
    values: ['1', '1.2', '1.3', '10', '-5'],
    patterns: ['1.0', '1.20', '2', '010', '0'],
  },
  {
    operators: [
      'DateEquals',
      'DateNotEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ],
    keys: ['aws:TokenIssueTime', 's3:object-lock-retain-until-date'],
    list: 'test:Times',
    values: ['2026-01-01T00:00:00Z', '2026-01-01T12:00:00Z', '2026-06-01T00:00:00Z'],
    patterns: ['2026-01-01T01:00:00+01:00', '1767225600', '2026-03-01T00:00:00.500Z', '2026-05-31T22:00:00-02:00'],
  },
  {
    operators: ['Bool'],
    keys: ['aws:SecureTransport', 'aws:MultiFactorAuthPresent'],
    list: 'test:Flags',
    values: ['true', 'false'],
    patterns: ['True', 'FALSE'],
  },
  {
    operators: ['BinaryEquals'],
    keys: ['test:Digest'],
    list: 'test:Digests',
    values: ['QQ==', 'Qg==', 'cXE='],
    patterns: ['qq==', 'Q*'],
  },
  {
    operators: ['IpAddress', 'NotIpAddress'],
    keys: ['aws:SourceIp', 'aws:VpcSourceIp'],
    list: 'test:Addresses',
    values: ['10.0.0.1', '10.0.1.1', '203.0.113.7', '2001:db8::1', '2001:db8:1::1'],
    patterns: ['10.0.0.0/8', '10.0.0.0/24', '10.0.0.9/24', '0.0.0.0/0', '2001:db8::/48', '2001:DB8::/32', '::/0'],
  },
  ARNS,
];

/** Keys of a request in lower case: each there about every second time, but the one that AWS always sends. */
export function contextOf(random: Random): Context {
  const context: Record<string, string | readonly string[]> = {};
  for (const { keys, list, values } of FAMILIES) {
    for (const key of keys.filter((each) => !SET_BY_AWS.includes(each) && random.chance(0.6))) {
      context[key.toLowerCase()] = random.pick(values);
    }
    const several = values.filter(() => random.chance(0.4));
    if (several.length > 0) context[list.toLowerCase()] = several;
  }
  return { ...context, 'aws:securetransport': random.pick(['true', 'false']) };
}

/** Keys about who asks, which no request brings along. */
const SET_BY_AWS = ['aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:username'];
