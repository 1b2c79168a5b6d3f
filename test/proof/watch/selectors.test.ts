import type { CallEvent } from '../../../tools/proof/watch/event.ts';
import { isRecorded } from '../../../tools/proof/watch/selectors.ts';

const EVENT: CallEvent = {
  eventCategory: 'Data',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  readOnly: true,
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111111111111:user/jo' },
  resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::landing/site=a/x' }],
};

/** One selector of some fields. */
const selector = (...FieldSelectors: Record<string, string | string[]>[]) => [{ FieldSelectors }];
const objects = { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::other/', 'arn:aws:s3:::landing/'] };

test.each([
  ['no selector', [], false],
  ['a selector without a field', selector(), false],
  ['one of several values', selector(objects), true],
  ['every field but one', selector(objects, { Field: 'eventName', Equals: ['PutObject'] }), false],
  [
    'a value that is left out',
    selector(objects, { Field: 'eventName', NotEquals: ['DeleteObject', 'GetObject'] }),
    false,
  ],
  ['a value that is not left out', selector(objects, { Field: 'eventName', NotEquals: ['DeleteObject'] }), true],
  [
    'whom it leaves out',
    selector({ Field: 'userIdentity.arn', NotStartsWith: ['arn:aws:iam::111111111111:user/'] }),
    false,
  ],
  ['what ends so', selector({ Field: 'resources.ARN', EndsWith: ['/x'] }), true],
  ['a value that is selected and left out', selector({ ...objects, NotEndsWith: ['/x'] }), false],
  ['calls that write', selector({ Field: 'readOnly', Equals: ['false'] }), false],
  ['a second selector', [...selector({ Field: 'eventCategory', Equals: ['Management'] }), ...selector(objects)], true],
])('%s', (_, selectors, isTaken) => {
  expect(isRecorded(selectors, EVENT, 'a trail')).toBe(isTaken);
});

test.each([
  [{ Field: 'vpcEndpointId', Equals: ['vpce-1'] }, 'a selector by vpcEndpointId is not understood'],
  [{ Field: 'eventName', Contains: ['Get'] }, 'the operator Contains of a selector is not understood'],
])('what is not known is not judged: %j', (field, reason) => {
  expect(() => isRecorded(selector(field), EVENT, 'a trail')).toThrow(`a trail: ${reason}`);
});
