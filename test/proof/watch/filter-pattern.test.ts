import { filterPattern } from '../../../tools/proof/watch/filter-pattern.ts';

const EVENT = { errorCode: 'Client.AccessDenied?', userIdentity: { arn: 'arn:aws:iam::1:user/jo' }, code: 1 };

test.each([
  ['{ $.errorCode = "Client.AccessDenied*" }', true],
  ['{ $.errorCode = "AccessDenied" }', false],
  ['{ $.errorCode = "*AccessDenied*" }', true],
  ['{ $.errorCode = "*accessdenied*" }', false],
  ['{ $.errorCode = "Client.AccessDenied.*" }', false],
  ['{ $.userIdentity.arn = "arn:aws:iam::1:user/*" }', true],
  ['{ $.userIdentity.name = "*" }', false],
  ['{ $.userIdentity.arn.name = "*" }', false],
  ['{ $.code = "1" }', false],
  ['{ $.errorCode = "*" && $.userIdentity.arn = "x" }', false],
  ['{ ($.errorCode = "x" || $.userIdentity.arn = "arn:*") }', true],
  ['{ ($.errorCode = "x" || $.errorCode = "y" || $.errorCode = "*") && $.userIdentity.arn = "*" }', true],
  ['{ ($.errorCode = "*" || $.errorCode = "*") && $.errorCode = "x" }', false],
  ['{ $.errorCode = "*" && ($.errorCode = "x" || $.errorCode = "y") }', false],
  ['{ $.errorCode = "*) || ($.errorCode = *" }', false],
])('%s', (pattern, isTaken) => {
  expect(filterPattern(pattern, 'a filter')(EVENT)).toBe(isTaken);
});

test.each([
  '',
  '{ }',
  'AccessDenied',
  '{ $.errorCode != "x" }',
  '{ $.errorCode = %Denied% }',
  '{ $.errorCode = x }',
  '{ $.errorCode = "Client.AccessDenied?" }',
  String.raw`{ $.errorCode = "a\"b" }`,
  '{ $.errorCode NOT EXISTS }',
  '{ $.a[0] = "x" }',
  '{ $.a = "x" } }',
  'x { $.a = "x" }',
  '{ $.a = "x"',
  '{ $.a = "x" && }',
  '{ $.a = "x" $.b = "y" }',
  '{ $.a = "x" || $.b = "y" }',
  '{ $.a = "x" || $.b = "y" && $.c = "z" }',
  '{ ($.a = "x" || ($.b = "y" && $.c = "z")) }',
  '{ ($.a = "x" && $.b = "y") }',
])('what is not known is not judged: %s', (pattern) => {
  const refused = `a filter: the filter pattern ${pattern} is not understood`;
  expect(() => filterPattern(pattern, 'a filter')).toThrow(refused);
});
