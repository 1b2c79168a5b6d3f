import { filterPattern } from '../../../tools/proof/watch/filter-pattern.ts';

const EVENT = { errorCode: 'Client.AccessDenied?', userIdentity: { arn: 'arn:aws:iam::1:user/jo' }, code: 1 };

test.each([
  ['{ $.errorCode = "Client.AccessDenied?" }', true],
  ['{ $.errorCode = "AccessDenied" }', false],
  ['{ $.errorCode = "*AccessDenied*" }', true],
  ['{ $.errorCode = "*accessdenied*" }', false],
  ['{ $.errorCode = "Client.AccessDenie??" }', false],
  ['{ $.userIdentity.arn = "arn:aws:iam::1:user/*" }', true],
  ['{ $.userIdentity.name = "*" }', false],
  ['{ $.code = "1" }', false],
  ['{ $.errorCode = "*" && $.userIdentity.arn = "x" }', false],
  ['{ $.errorCode = "x" || $.userIdentity.arn = "arn:*" }', true],
  ['{ $.errorCode = "*" || $.errorCode = "*" && $.errorCode = "x" }', true],
  ['{ ($.errorCode = "*" || $.errorCode = "*") && $.errorCode = "x" }', false],
])('%s', (pattern, isTaken) => {
  expect(filterPattern(pattern, 'a filter')(EVENT)).toBe(isTaken);
});

test.each([
  '',
  'AccessDenied',
  '{ $.errorCode != "x" }',
  '{ $.errorCode = %Denied% }',
  '{ $.a = "x" } }',
  '{ $.a = "x"',
])('what is not known is not judged: %s', (pattern) => {
  expect(() => filterPattern(pattern, 'a filter')).toThrow('a filter: the filter pattern is not understood at ');
});
