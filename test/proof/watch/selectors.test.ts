import type { CallEvent } from '../../../tools/proof/watch/event.ts';
import { isRecorded } from '../../../tools/proof/watch/selectors.ts';

const EVENT: CallEvent = {
  eventCategory: 'Data',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  userIdentity: { arn: 'arn:aws:iam::111111111111:user/jo' },
  resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::landing/site=a/x' }],
};

/** One selector of some fields. */
const selector = (...FieldSelectors: Record<string, string | string[]>[]) => [{ FieldSelectors }];
const objects = { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::other/', 'arn:aws:s3:::landing/'] };

test.each([
  ['no selector', [], false],
  ['a selector without a field', selector(), false],
  ['one of several values', selector(objects), true],
  ['the beginning of a value alone', selector({ Field: 'resources.type', Equals: ['AWS::S3'] }), false],
  ['either operator', selector({ ...objects, Equals: ['arn:aws:s3:::other/x'] }), true],
  ['neither operator', selector({ Field: 'resources.ARN', Equals: ['x'], StartsWith: ['y'] }), false],
  ['no value of those selected', selector({ Field: 'resources.ARN', Equals: [] }), false],
  ['every field but one', selector(objects, { Field: 'resources.type', Equals: ['AWS::S3::AccessPoint'] }), false],
  [
    'a value that is left out',
    selector(objects, { Field: 'resources.type', NotStartsWith: ['AWS::SNS::', 'AWS::S3::'] }),
    false,
  ],
  ['a value that is not left out', selector(objects, { Field: 'resources.type', NotStartsWith: ['AWS::SNS::'] }), true],
  [
    'whom it leaves out',
    selector({ Field: 'userIdentity.arn', NotStartsWith: ['arn:aws:iam::111111111111:user/'] }),
    false,
  ],
  ['a value that is selected and left out', selector({ ...objects, NotStartsWith: ['arn:aws:s3:::landing/'] }), false],
  ['a second selector', [...selector({ Field: 'eventCategory', Equals: ['Management'] }), ...selector(objects)], true],
])('%s', (_, selectors, isTaken) => {
  expect(isRecorded(selectors, EVENT, 'a trail')).toBe(isTaken);
});

test.each([
  [{ Field: 'vpcEndpointId', Equals: ['vpce-1'] }, 'vpcEndpointId'],
  [{ Field: 'readOnly', Equals: ['true'] }, 'readOnly'],
  [{ Field: 'resources.ARN' }, 'resources.ARN'],
  [{ Field: 'eventName', NotEquals: ['DeleteObject'] }, 'eventName and NotEquals'],
  [{ ...objects, NotEndsWith: ['/y'] }, 'resources.ARN and NotEndsWith'],
])('what is not known is not judged: %j', (field, what) => {
  const reason = `a trail: a selector by ${what} is not understood`;
  expect(() => isRecorded(selector(field), EVENT, 'a trail')).toThrow(reason);
});
