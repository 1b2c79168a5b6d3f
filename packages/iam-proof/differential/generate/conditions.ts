import type { Context } from '../../iam/request.ts';
import type { ConditionBlock, Texts } from '../pair.ts';
import { ARNS, FAMILIES, type Family } from './families.ts';
import type { Random } from './random.ts';

const SETS = ['ForAnyValue:', 'ForAllValues:'] as const;
const FLIPS: Readonly<Record<string, string>> = { a: 'A', s: 'S', p: 'P' };

/** A Condition element of one or two conditions on what the request says, or does not say. */
export function drawConditions(random: Random, keys: Context): ConditionBlock {
  const block: Record<string, Record<string, Texts>> = {};
  for (let left = 1 + (random.chance(0.4) ? 1 : 0); left > 0; left--) {
    const { operator, key, values } = drawCondition(random, keys);
    block[operator] = { ...block[operator], [key]: values };
  }
  return block;
}

function drawCondition(random: Random, keys: Context): { operator: string; key: string; values: Texts } {
  const family = random.chance(0.15) ? ARNS : random.pick(FAMILIES);
  const isList = random.chance(0.3);
  const key = isList ? family.list : keyOf(random, family, keys);
  const written = random.chance(0.1) ? key.replace(/^[asp]/, (first) => FLIPS[first] ?? first) : key;
  if (random.chance(0.08)) return { operator: 'Null', key: written, values: random.pick(['true', 'false']) };
  const word = random.pick(family.operators);
  // A key of several values is only judged by a set operator.
  const set = isList || random.chance(0.1) ? random.pick(SETS) : '';
  const ifExists = random.chance(0.2) ? 'IfExists' : '';
  return {
    operator: `${set}${word}${ifExists}`,
    key: written,
    values: valuesFor(random, family, keys[key] ?? keys[key.toLowerCase()]),
  };
}

/** Mostly a key that the request has: a key that is absent decides most conditions at once. */
function keyOf(random: Random, { keys }: Family, present: Context): string {
  const there = keys.filter((key) => key in present || key.toLowerCase() in present);
  return there.length > 0 && random.chance(0.8) ? random.pick(there) : random.pick(keys);
}

/** One or two values, often with the one that the request has among them. */
function valuesFor(random: Random, { values, patterns }: Family, actual: Context[string] | undefined): Texts {
  const near = actual !== undefined && random.chance(0.5) ? [actual].flat() : [...patterns, ...values];
  const first = random.pick(near);
  return random.chance(0.7) ? first : [first, random.pick([...patterns, ...values])];
}
