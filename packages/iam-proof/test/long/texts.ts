import fc from 'fast-check';

/** Draws what is rare so many times in 100. */
export function mostly<T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, times: number): fc.Arbitrary<T> {
  return fc.oneof({ weight: 100 - times, arbitrary: usual }, { weight: times, arbitrary: rare });
}

export function rarely(times: number): fc.Arbitrary<boolean> {
  return mostly(fc.constant(false), fc.constant(true), times);
}

export function some<T>(drawn: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(drawn, { minLength: 1, maxLength: 2 });
}

/** A pattern that takes an action or an ARN: some of its parts have a wildcard, mostly the last. */
export function near(text: string): fc.Arbitrary<string> {
  const [first = '', ...rest] = text.split(':');
  const parts = rest.map((part, i) => mostly(fc.constant(part), wild(part), i === rest.length - 1 ? 60 : 4));
  return fc.tuple(fc.constant(first), ...parts).map((drawn) => drawn.join(':'));
}

/** The text with a question mark in place of a character, or a star in place of some. */
function wild(text: string): fc.Arbitrary<string> {
  const [at, size] = [fc.nat(Math.max(0, text.length - 1)), fc.nat(text.length)];
  const star = fc.tuple(at, size).map(([from, length]) => `${text.slice(0, from)}*${text.slice(from + length)}`);
  return fc.oneof(
    star,
    at.map((from) => `${text.slice(0, from)}?${text.slice(from + 1)}`),
  );
}
