import { Address4, Address6 } from 'ip-address';
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

/** Families of addresses, each with the length of an address. */
const FAMILIES = [
  { of: Address4, bits: 32n },
  { of: Address6, bits: 128n },
] as const;

/** The first address of a network, and the one behind its last: no other address of its family is told from all of these. */
function addresses(networks: readonly string[]): string[] {
  const wrong = networks.find((network) => !FAMILIES.some(({ of }) => of.isValid(network)));
  if (wrong !== undefined) throw new Unmodelled(`got ${wrong}, wanted an address or a network`);
  return FAMILIES.flatMap(({ of, bits }) => {
    const edges = networks
      .filter((network) => of.isValid(network))
      .map((network) => new of(network))
      .flatMap((network) => [network.startAddress().bigInt(), network.endAddress().bigInt() + 1n]);
    const known = [...new Set([0n, ...edges])].filter((edge) => edge < 1n << bits);
    return known.map((edge) => of.fromBigInt(edge).correctForm());
  });
}
