import { InvalidArgumentError } from 'commander';

/** Reads an option that is a whole number, and one at least where that is asked. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError(`wanted a whole number.`);
  return Number(text);
}

export function atLeastOne(text: string): number {
  const number = wholeNumber(text);
  if (number < 1) throw new InvalidArgumentError('wanted 1 or more.');
  return number;
}
