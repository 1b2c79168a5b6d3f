import { textIn } from '../known.ts';
import type { Operator } from '../operator.ts';
import { isIntrinsic } from '../spots.ts';
import type { Json } from '../template.ts';

/** Somebody who has no business here. */
const FOREIGN_ACCOUNT = '999999999999';
const FOREIGN_BUCKET = 'bucket-of-somebody-else';

const OPPOSITES: Readonly<Record<string, string>> = {
  true: 'false',
  Enabled: 'Suspended',
  ENABLED: 'DISABLED',
  Allow: 'Deny',
};

/** A resource, a property, a statement, a condition or an item of a list is not there. */
export const missing: Operator = () => [{ to: undefined }];

/** A yes is a no. */
export const turned: Operator = ({ value }) => {
  if (typeof value === 'boolean') return [{ to: !value }];
  if (typeof value !== 'string') return [];
  const all = Object.entries(OPPOSITES).flat();
  const to = OPPOSITES[value] ?? Object.keys(OPPOSITES).find((each) => OPPOSITES[each] === value);
  return all.includes(value) && to !== undefined ? [{ to }] : [];
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
export const swapped: Operator = (spot, known) => {
  if (typeof spot.value !== 'string' && !isIntrinsic(spot.value)) return [];
  return known
    .others(spot)
    .slice(0, 1)
    .map((to) => ({ to }));
};

/** Something of nobody's here stands there. */
export const foreign: Operator = ({ value, place }, { account }) => {
  const text = textIn(value);
  if (isIntrinsic(value)) return [{ to: `arn:aws:iam::${FOREIGN_ACCOUNT}:role/somebody` }];
  if (typeof value !== 'string') return [];
  if (text.includes(account)) return [{ to: text.replaceAll(account, FOREIGN_ACCOUNT) }];
  if (/^arn:[^:]*:s3:::/.test(text)) return [{ to: text.replace(/:::[^/]*/, `:::${FOREIGN_BUCKET}`) }];
  return /bucket/i.test(place) ? [{ to: FOREIGN_BUCKET }] : [{ to: `${text}-of-somebody-else` }];
};

/** What stands there is told by another stack, of which nobody knows. */
export const unsaid: Operator = ({ value }) =>
  typeof value === 'string' || isIntrinsic(value) ? [{ to: { 'Fn::ImportValue': 'of-another-stack' } }] : [];
