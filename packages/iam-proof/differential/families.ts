import { OPERATORS, type Operator } from '../iam/policy.ts';

/** Operators that compare values of one type, keys of AWS that hold it, and the values that are drawn. */
export interface Family {
  readonly operators: readonly Operator[];
  readonly keys: readonly string[];
  /** Values of requests; a policy names one of them too, or one of `patterns`. */
  readonly values: readonly string[];
  /** Values that only a policy has. */
  readonly patterns: readonly string[];
  /** Operators that together take what lies between two values. */
  readonly range?: readonly Operator[];
}

export const FAMILIES: readonly Family[] = [
  {
    operators: comparing(/^String(Not)?Equals/),
    keys: ['s3:prefix', 'aws:PrincipalTag/team', 'aws:PrincipalAccount', 'aws:username'],
    values: ['a', 'ab', 'jo', 'team=a/x', '111111111111'],
    patterns: ['A', 'TEAM=a/X', 'a*', '?'],
  },
  {
    operators: comparing(/^String(Not)?Like/),
    keys: ['s3:prefix', 'aws:PrincipalTag/team', 'aws:username'],
    values: ['a', 'ab', 'jo', 'team=a/x', 'team=ab/x'],
    patterns: ['*', 'a*', '?', 'a?', 'team=a/*', 'team=?/*', 'A*', 'j?'],
  },
  {
    // People compare numbers as texts, too.
    operators: [...comparing(/^Numeric/), 'StringEquals', 'StringNotEquals'],
    keys: ['s3:max-keys', 's3:TlsVersion'],
    values: ['-5', '1', '1.0', '1.1', '1.2', '1.25', '1.3', '5', '10', '100'],
    patterns: ['1.20', '2', '010', '0'],
    range: ['NumericGreaterThan', 'NumericLessThan'],
  },
  {
    operators: ['Bool'],
    keys: ['aws:SecureTransport', 'aws:MultiFactorAuthPresent'],
    values: ['true', 'false'],
    patterns: ['True', 'FALSE'],
  },
  {
    operators: comparing(/IpAddress$/),
    keys: ['aws:SourceIp', 'aws:VpcSourceIp'],
    values: ['10.0.0.1', '10.0.1.1', '203.0.113.7', '2001:db8::1', '2001:db8:1::1'],
    patterns: [
      '10.0.0.0/8',
      '10.0.0.9/24',
      '0.0.0.0/0',
      '2001:db8::/48',
      '2001:DB8::/32',
      '::ffff:10.0.0.0/104',
      '::/0',
    ],
  },
  {
    operators: comparing(/^Arn/),
    keys: ['aws:SourceArn', 'aws:PrincipalArn'],
    values: [
      'arn:aws:iam::111111111111:role/staff/writer',
      'arn:aws:iam::111111111111:user/staff/jo',
      'arn:aws:sns:eu-west-1:111111111111:topic:sub',
    ],
    patterns: [
      'arn:aws:iam::111111111111:role/staff/*',
      'arn:aws:iam::*:*/staff/j?',
      'arn:*:*:*:*:*',
      'arn:aws:sns:eu*:*:topic:*',
      'arn:aws:sns:*:topic:sub:x',
    ],
  },
];

function comparing(name: RegExp): Operator[] {
  return OPERATORS.filter((operator) => name.test(operator));
}
