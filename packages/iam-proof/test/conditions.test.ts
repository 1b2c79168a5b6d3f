import { holds } from '../iam/conditions.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Context } from '../iam/request.ts';

function met(operator: string, wanted: string | string[], context: Context): boolean {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition: { [operator]: { 'a:Key': wanted } } };
  const [parsed] = parsePolicy({ Version: '2012-10-17', Statement: [statement] }, 'identity', 'here').statements;
  return parsed?.conditions.every((condition) => holds(condition, context)) ?? false;
}

// Operator, the policy's values, the request's value, whether it holds. No value: the key is not in the request.
const SINGLE: readonly (readonly [string, string | string[], string | undefined, boolean])[] = [
  ['StringEquals', 'x', 'x', true],
  ['StringEquals', 'x', 'X', false],
  ['StringEquals', ['x', 'y'], 'y', true],
  ['StringEquals', 'x*', 'xy', false],
  ['StringEquals', 'x', undefined, false],
  ['StringEqualsIfExists', 'x', undefined, true],
  ['StringEqualsIfExists', 'x', 'y', false],
  ['StringNotEquals', ['x', 'y'], 'y', false],
  ['StringNotEquals', ['x', 'y'], 'z', true],
  ['StringNotEquals', 'x', undefined, true],
  ['StringLike', 'team=?/*', 'team=a/b/c', true],
  ['StringLike', 'team=?/*', 'team=ab/c', false],
  ['StringLike', 'A*', 'ab', false],
  ['StringLike', 'a.c', 'abc', false],
  ['StringNotLike', 'a*', undefined, true],
  ['NumericEquals', '1.0', '1', true],
  ['NumericLessThan', '1.2', '1.1', true],
  ['NumericLessThan', '1.2', '1.2', false],
  ['NumericLessThan', '1.2', 'old', false],
  ['NumericLessThanEquals', '5', '5', true],
  ['NumericGreaterThan', '5', '5', false],
  ['NumericGreaterThanEquals', '5', '5', true],
  ['NumericNotEquals', '5', '6', true],
  ['Bool', 'false', 'false', true],
  ['Bool', 'False', 'false', true],
  ['Bool', 'false', undefined, false],
  ['BoolIfExists', 'false', undefined, true],
  ['IpAddress', '203.0.113.0/24', '203.0.113.200', true],
  ['IpAddress', '203.0.113.0/24', '203.0.114.1', false],
  ['IpAddress', '203.0.113.7', '203.0.113.7', true],
  ['IpAddress', '2001:db8::/32', '2001:db8:1::1', true],
  ['IpAddress', '10.0.0.0/8', 'not an address', false],
  ['IpAddress', '::/0', '10.0.0.1', false],
  ['IpAddress', '0.0.0.0/0', '2001:db8::1', false],
  ['NotIpAddress', '203.0.113.0/24', '10.0.0.1', true],
  ['ArnLike', 'arn:aws:iam::1:role/staff/*', 'arn:aws:iam::1:role/staff/a/b', true],
  ['ArnLike', 'arn:aws:iam::*:role/a', 'arn:aws:iam::1:2:role/a', false],
  ['ArnLike', 'arn:aws:iam::1:role/a', 'arn:aws:iam::1:role/ab', false],
  ['ArnEquals', 'arn:aws:iam::*:role/a', 'arn:aws:iam::1:role/a', true],
  ['ArnNotLike', 'arn:aws:iam::1:role/a', 'arn:aws:iam::1:role/b', true],
  ['ArnNotEquals', 'arn:aws:iam::1:role/a', undefined, true],
  ['Null', 'true', undefined, true],
  ['Null', 'true', 'x', false],
  ['Null', 'false', 'x', true],
];

test.each(SINGLE)('%s %p on %p: %p', (operator, wanted, actual, expected) => {
  expect(met(operator, wanted, actual === undefined ? {} : { 'a:key': actual })).toBe(expected);
});
