import { BlockList, isIPv6 } from 'node:net';
import { matchesArn, matchesText } from './match.ts';
import type { Operator } from './policy.ts';

/** A request's value is as one of a condition's values says. */
type Comparison = (actual: string, wanted: string) => boolean;

/** By the operator that is not negated. */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  StringEquals: (actual, wanted) => actual === wanted,
  StringLike: (actual, wanted) => matchesText(wanted, actual),
  NumericEquals: numeric((actual, wanted) => actual === wanted),
  NumericLessThan: numeric((actual, wanted) => actual < wanted),
  NumericLessThanEquals: numeric((actual, wanted) => actual <= wanted),
  NumericGreaterThan: numeric((actual, wanted) => actual > wanted),
  NumericGreaterThanEquals: numeric((actual, wanted) => actual >= wanted),
  Bool: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  IpAddress: isWithin,
  ArnEquals: (actual, wanted) => matchesArn(wanted, actual),
  ArnLike: (actual, wanted) => matchesArn(wanted, actual),
};

/** How an operator compares, whether it is negated or not. */
export function comparisonOf(operator: Operator): Comparison {
  const comparison = COMPARISONS[operator.replace('Not', '')];
  if (comparison === undefined) throw new Error(`${operator} compares nothing by itself`);
  return comparison;
}

function numeric(compare: (actual: number, wanted: number) => boolean): Comparison {
  return (actual, wanted) => isNumber(actual) && isNumber(wanted) && compare(Number(actual), Number(wanted));
}

export function isNumber(text: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
}

function isWithin(actual: string, wanted: string): boolean {
  const [network = '', bits] = wanted.split('/');
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  try {
    list.addSubnet(network, Number(bits ?? (isIPv6(network) ? 128 : 32)), family);
    return list.check(actual, family);
  } catch {
    // No address of the network's family: it is within no such network.
    return false;
  }
}
