import type { Json } from '../../../../packages/iam-proof/index.ts';
import type { Operator } from '../operator.ts';
import { isIntrinsic } from '../spots.ts';

/** Somebody who has no business here. */
const FOREIGN_ACCOUNT = '999999999999';
const FOREIGN_BUCKET = 'bucket-of-somebody-else';

const OPPOSITES = [
  ['true', 'false'],
  ['Enabled', 'Suspended'],
  ['ENABLED', 'DISABLED'],
  ['Allow', 'Deny'],
];

/** A resource, a property, a statement, a condition or an item of a list is not there. */
export const missing: Operator = () => [{ to: undefined }];

/** A yes is a no. */
export const turned: Operator = ({ value }) => {
  if (typeof value === 'boolean') return [{ to: !value }];
  const [pair = []] = OPPOSITES.filter((each) => each.some((word) => word === value));
  return pair.filter((word) => word !== value).map((to) => ({ to }));
};

/** A number is none, or wrong by orders. */
export const numbered: Operator = ({ value }) => {
  const isText = typeof value === 'string' && /^-?\d{1,11}(\.\d+)?$/.test(value);
  if (typeof value !== 'number' && !isText) return [];
  const number = Number(value);
  const as = (each: number): Json => (isText ? String(each) : each);
  return number === 0
    ? [{ to: as(1), word: 'is one' }]
    : [
        { to: as(0), word: 'is none' },
        { to: as(number * 1000), word: 'is a thousand times as much' },
        { to: as(number / 60), word: 'is a sixtieth' },
      ];
};

/** Another value of the same sort stands there: another role, bucket, function, key, action, word. */
export const swapped: Operator = (spot, known) => (isNamed(spot.value) ? [{ to: known.another(spot) }] : []);

/** Something of nobody's here stands there. */
export const foreign: Operator = ({ value, place }, { account }) => {
  if (isIntrinsic(value)) return [{ to: `arn:aws:iam::${FOREIGN_ACCOUNT}:role/somebody` }];
  if (typeof value !== 'string') return [];
  if (value.includes(account)) return [{ to: value.replaceAll(account, FOREIGN_ACCOUNT) }];
  if (/^arn:[^:]*:s3:::/.test(value)) return [{ to: value.replace(/:::[^/]*/, `:::${FOREIGN_BUCKET}`) }];
  return [{ to: /bucket/i.test(place) ? FOREIGN_BUCKET : `${value}-of-somebody-else` }];
};

/** What stands there is told by another stack, of which nobody knows. */
export const unsaid: Operator = ({ value }) =>
  isNamed(value) ? [{ to: { 'Fn::ImportValue': 'of-another-stack' } }] : [];

/** A text, or what one is put together of. */
function isNamed(value: Json): boolean {
  return typeof value === 'string' || isIntrinsic(value);
}
