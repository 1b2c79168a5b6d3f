import { BlockList, isIPv6 } from 'node:net';
import { fill, matchesArn } from './match.ts';
import type { Operator } from './policy.ts';
import type { Context } from './request.ts';

/** A request's value is as one of a condition's values says. */
type Comparison = (actual: string, wanted: string, context: Context) => boolean;

const COMPARISONS: Readonly<Partial<Record<Operator, Comparison>>> = {
  StringEquals: (actual, wanted, context) => matchesFilled(actual, fill(wanted, context, false)),
  StringEqualsIgnoreCase: (actual, wanted, context) => matchesFilled(actual, fill(wanted, context, false), 'i'),
  StringLike: (actual, wanted, context) => matchesFilled(actual, fill(wanted, context)),
  NumericEquals: numeric((actual, wanted) => actual === wanted),
  NumericLessThan: numeric((actual, wanted) => actual < wanted),
  NumericLessThanEquals: numeric((actual, wanted) => actual <= wanted),
  NumericGreaterThan: numeric((actual, wanted) => actual > wanted),
  NumericGreaterThanEquals: numeric((actual, wanted) => actual >= wanted),
  DateEquals: date((actual, wanted) => actual === wanted),
  DateLessThan: date((actual, wanted) => actual < wanted),
  DateLessThanEquals: date((actual, wanted) => actual <= wanted),
  DateGreaterThan: date((actual, wanted) => actual > wanted),
  DateGreaterThanEquals: date((actual, wanted) => actual >= wanted),
  Bool: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  BinaryEquals: (actual, wanted) => actual === wanted,
  IpAddress: isWithin,
  ArnEquals: (actual, wanted, context) => matchesArn(wanted, actual, context),
  ArnLike: (actual, wanted, context) => matchesArn(wanted, actual, context),
};

/** How an operator that is not negated compares. */
export function comparisonOf(operator: Operator): Comparison {
  const comparison = COMPARISONS[operator];
  if (comparison === undefined) throw new Error(`${operator} compares nothing by itself`);
  return comparison;
}

function matchesFilled(actual: string, source: string | undefined, flags = ''): boolean {
  return source !== undefined && new RegExp(`^${source}$`, `s${flags}`).test(actual);
}

function numeric(compare: (actual: number, wanted: number) => boolean): Comparison {
  return (actual, wanted) => isNumber(actual) && isNumber(wanted) && compare(Number(actual), Number(wanted));
}

export function isNumber(text: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
}

function date(compare: (actual: number, wanted: number) => boolean): Comparison {
  return (actual, wanted) => {
    const [left, right] = [millisecondsOf(actual), millisecondsOf(wanted)];
    return !Number.isNaN(left) && !Number.isNaN(right) && compare(left, right);
  };
}

/** ISO 8601, or seconds since 1970. */
export function millisecondsOf(text: string): number {
  return isNumber(text) ? Number(text) * 1000 : Date.parse(text);
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
