import { isIPv4 } from 'node:net';
import type { Condition } from '../iam/policy.ts';
import type { Context } from '../iam/request.ts';
import { tokensOf } from '../iam/variables.ts';
import type { KeyInfo } from '../reference/condition-keys.ts';
import { combinations } from './text/combinations.ts';
import { arn, exactly, glob, ignoringCase, type TextPattern } from './text/pattern.ts';
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

/** In no network of IPv4. */
const OF_IPV6 = '2001:db8::1';

/** Where a network begins, and what comes behind its end: no other address is told from both. */
function addresses(networks: readonly string[]): string[] {
  const edges = networks.flatMap((network) => {
    const [address = '', bits = '32'] = network.split('/');
    if (!isIPv4(address)) throw new Unmodelled(`got the network ${network}: only IPv4 is modelled`);
    const size = 2 ** (32 - Number(bits));
    const first = Math.floor(numberOf(address) / size) * size;
    return [first, first + size];
  });
  return [...[...new Set([0, ...edges])].filter((edge) => edge < 2 ** 32).map(addressOf), OF_IPV6];
}

function numberOf(address: string): number {
  return address.split('.').reduce((number, byte) => number * 256 + Number(byte), 0);
}

function addressOf(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
