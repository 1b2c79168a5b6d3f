import { isIP, isIPv4, isIPv6 } from 'node:net';
import { isNumber } from '../../iam/comparisons.ts';
import type { Condition } from '../../iam/policy.ts';
import { combinations } from '../text/combinations.ts';
import { arn, exactly, glob, type TextPattern } from '../text/pattern.ts';
import { Unmodelled } from './unmodelled.ts';

/**
 * One value of each kind that some of the conditions tell from the others: with these, a key has been given every value
 * that matters. All the conditions are of one key.
 *
 * @throws Unmodelled where the key holds what is not understood, or an operator compares what it does not hold
 */
export function valuesOf(type: string, conditions: readonly Condition[]): string[] {
  const compared = conditions.filter(({ operator }) => operator !== 'Null');
  if (type === 'Bool') return ['true', 'false'];
  if (type === 'Numeric') return numberTexts(literalsOf(compared, /^(Numeric|String(Not)?Eq)/));
  if (type === 'IPAddress') return addresses(literalsOf(compared, /^(Not)?IpAddress/));
  const [first] = compared;
  if (first !== undefined && type !== 'String' && type !== 'ARN')
    throw new Unmodelled(`${first.key} is compared, whose values of the type ${type} are not understood`);
  return combinations(compared.flatMap(patternsOf)).map(({ witness }) => witness);
}

function literalsOf(conditions: readonly Condition[], understood: RegExp): string[] {
  return conditions.flatMap(({ operator, key, values }) => {
    if (!understood.test(operator)) throw new Unmodelled(`${operator} compares ${key} as something that it is not`);
    return values;
  });
}

function patternsOf({ operator, key, values }: Condition): TextPattern[] {
  const form = operator.replace('Not', '');
  if (form === 'StringEquals') return values.map(exactly);
  if (form === 'StringLike') return values.map(glob);
  if (form === 'ArnLike' || form === 'ArnEquals') return values.flatMap((value) => arn(value) ?? []);
  throw new Unmodelled(`${operator} compares ${key} as something that it is not`);
}

/** Each number, one between every two neighbours, and one beyond either end. */
function numbers(literals: readonly number[]): number[] {
  const sorted = [...new Set(literals)].sort((a, b) => a - b);
  const [first = 0] = sorted;
  const between = sorted.slice(1).map((number, i) => (number + (sorted[i] ?? number)) / 2);
  return [first - 1, ...sorted, ...between, (sorted.at(-1) ?? first) + 1];
}

/** As texts too: what the policies write, and of each number a way of writing that they have not. */
function numberTexts(literals: readonly string[]): string[] {
  const texts = numbers(literals.filter(isNumber).map(Number)).map(String);
  return [...new Set([...texts, ...texts.map((text) => `${text}e0`), ...literals])];
}

/** The first address of a network, and the one behind its last: no other address of its family is told from all of these. */
function addresses(networks: readonly string[]): string[] {
  const wrong = networks.find((network) => !isNetwork(network));
  if (wrong !== undefined) throw new Unmodelled(`got ${wrong}, wanted an address or a network`);
  return FAMILIES.flatMap((family) => {
    const edges = networks
      .filter((network) => family.is(addressOf(network)))
      .flatMap((network) => {
        const length = Number(network.split('/')[1] ?? family.bits * family.groups);
        const size = 1n << BigInt(family.bits * family.groups - length);
        const first = (numberOf(addressOf(network), family) / size) * size;
        return [first, first + size];
      });
    const end = 1n << BigInt(family.bits * family.groups);
    return [...new Set([0n, ...edges])].filter((edge) => edge < end).map((edge) => textOf(edge, family));
  });
}

/** An address, alone or with a length that its family has. */
function isNetwork(network: string): boolean {
  const length = network.split('/').slice(1).join('/');
  const bits = isIPv4(addressOf(network)) ? 32 : 128;
  return (
    isIP(addressOf(network)) !== 0 && (!network.includes('/') || (/^\d{1,3}$/.test(length) && Number(length) <= bits))
  );
}

function addressOf(network: string): string {
  return network.split('/')[0] ?? '';
}

/** How a family of addresses is written: some groups, each of some bits in a base, with a mark between them. */
interface Family {
  readonly is: (address: string) => boolean;
  readonly groups: number;
  readonly bits: number;
  readonly base: number;
  readonly mark: string;
}

const FAMILIES: readonly Family[] = [
  { is: isIPv4, groups: 4, bits: 8, base: 10, mark: '.' },
  { is: isIPv6, groups: 8, bits: 16, base: 16, mark: ':' },
];

function numberOf(address: string, { groups, bits, base, mark }: Family): bigint {
  // As a host of a URL an IPv6 address is in hexadecimal digits alone, also where it ends as one of IPv4 does.
  const plain = mark === ':' ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
  const [before = [], after = []] = plain.split('::').map((side) => side.split(mark).filter((group) => group !== ''));
  const left = Array<string>(groups - before.length - after.length).fill('0');
  return [...before, ...left, ...after].reduce(
    (number, group) => (number << BigInt(bits)) + BigInt(Number.parseInt(group, base)),
    0n,
  );
}

function textOf(number: bigint, { groups, bits, base, mark }: Family): string {
  return Array.from({ length: groups }, (_, i) =>
    BigInt.asUintN(bits, number >> BigInt(bits * (groups - 1 - i))).toString(base),
  ).join(mark);
}
