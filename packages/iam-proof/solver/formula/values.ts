import type { Condition } from '../../iam/policy.ts';
import type { Context } from '../../iam/request.ts';
import { tokensOf } from '../../iam/variables.ts';
import type { KeyInfo } from '../../reference/condition-keys.ts';
import { combinations } from '../text/combinations.ts';
import { arn, exactly, glob, ignoringCase, type TextPattern } from '../text/pattern.ts';
import { Unmodelled } from './unmodelled.ts';

/**
 * One value of each kind that some of the conditions tell from the others: with these, a key has been given every value
 * that matters. All the conditions are of one key.
 *
 * @throws Unmodelled where an operator compares what the key does not hold
 */
export function valuesOf({ type }: KeyInfo, conditions: readonly Condition[], facts: Context): string[] {
  const compared = conditions.filter(({ operator }) => operator !== 'Null');
  if (type === 'Bool') return ['true', 'false'];
  if (type === 'Numeric') return numbers(literalsOf(compared, /^(Numeric|StringEq|StringNotEq)/)).map(String);
  if (type === 'Date') return dates(literalsOf(compared, /^Date/));
  if (type === 'IPAddress') return addresses(literalsOf(compared, /^(Not)?IpAddress/));
  return combinations(compared.flatMap((condition) => patternsOf(condition, facts))).map(({ witness }) => witness);
}

function literalsOf(conditions: readonly Condition[], understood: RegExp): string[] {
  return conditions.flatMap(({ operator, key, values }) => {
    if (!understood.test(operator)) throw new Unmodelled(`${operator} compares ${key} as something that it is not`);
    return values;
  });
}

function patternsOf({ operator, key, values }: Condition, facts: Context): TextPattern[] {
  const form = operator.replace('Not', '');
  return values.flatMap((value) => {
    const pieces = tokensOf(value, facts);
    // A variable that nothing fills matches no text.
    if (pieces === undefined) return [];
    if (form === 'StringEquals' || form === 'BinaryEquals') return [exactly(pieces)];
    if (form === 'StringEqualsIgnoreCase' || form === 'Bool') return [ignoringCase(pieces)];
    if (form === 'StringLike') return [glob(pieces)];
    if (form === 'ArnLike' || form === 'ArnEquals') return arn(pieces) ?? [];
    throw new Unmodelled(`${operator} compares ${key} as something that it is not`);
  });
}

/** Each number, one between every two neighbours, and one beyond either end. */
function numbers(literals: readonly string[]): number[] {
  const sorted = [...new Set(literals.map(Number))].sort((a, b) => a - b);
  if (sorted.some(Number.isNaN)) throw new Unmodelled(`got ${literals.join(', ')}, wanted numbers`);
  const [first = 0] = sorted;
  const between = sorted.slice(1).map((number, i) => (number + (sorted[i] ?? number)) / 2);
  return [first - 1, ...sorted, ...between, (sorted.at(-1) ?? first) + 1];
}

/** The same of times, in seconds. */
function dates(literals: readonly string[]): string[] {
  const seconds = literals.map((text) => (/^\d+$/.test(text) ? text : String(Date.parse(text) / 1000)));
  return numbers(seconds).map((second) => new Date(second * 1000).toISOString());
}

/** The first address of a network, and the one behind its last: no other address of its family is told from all of these. */
function addresses(networks: readonly string[]): string[] {
  const families = [OF_IPV4, OF_IPV6];
  return families.flatMap((family) => {
    const edges = networks.filter(family.is).flatMap((network) => {
      const [address = '', length] = network.split('/');
      const size = 1n << BigInt(family.bits - Number(length ?? family.bits));
      const first = (family.number(address) / size) * size;
      return [first, first + size];
    });
    const end = 1n << BigInt(family.bits);
    return [...new Set([0n, ...edges])].filter((edge) => edge < end).map(family.text);
  });
}

interface Family {
  readonly bits: number;
  readonly is: (network: string) => boolean;
  readonly number: (address: string) => bigint;
  readonly text: (number: bigint) => string;
}

const OF_IPV4: Family = {
  bits: 32,
  is: (network) => !network.includes(':'),
  number: (address) => address.split('.').reduce((number, byte) => number * 256n + BigInt(byte), 0n),
  text: (number) => [24n, 16n, 8n, 0n].map((shift) => (number >> shift) % 256n).join('.'),
};

const OF_IPV6: Family = {
  bits: 128,
  is: (network) => network.includes(':'),
  number: (address) => groupsOf(address).reduce((number, group) => number * 65536n + BigInt(`0x${group}`), 0n),
  text: (number) =>
    Array.from({ length: 8 }, (_, i) => ((number >> BigInt(112 - 16 * i)) % 65536n).toString(16)).join(':'),
};

/** The eight groups of an address of IPv6; `::` stands for those that are left out. */
function groupsOf(address: string): string[] {
  const [before = [], after] = address.split('::').map((side) => (side === '' ? [] : side.split(':')));
  if (after === undefined) return [...before];
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
}
