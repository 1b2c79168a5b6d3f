import { z } from 'zod';

/** RFC 1918: first address and length of each private range. */
const PRIVATE = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const;

/** A range within a private one, its first address written out: EC2 would write it so itself, and differ from the template. */
export const privateRange = z
  .string()
  .refine(isPrivateRange, 'a private range by its first address, such as 10.20.0.0/16 (RFC 1918)');

function isPrivateRange(range: string): boolean {
  if (!z.cidrv4().safeParse(range).success) return false;
  const [address = '', bits = ''] = range.split('/');
  const length = Number(bits);
  const isFirst = masked(address, length) === masked(address, 32);
  return isFirst && PRIVATE.some(([first, least]) => length >= least && masked(address, least) === masked(first, 32));
}

function masked(address: string, length: number): number {
  const number = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return number - (number % 2 ** (32 - length));
}
