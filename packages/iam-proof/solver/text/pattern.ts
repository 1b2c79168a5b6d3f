import { ANY, type Characters, DIGIT, LOWER, LOWER_OR_DASH, NAME, NO_COLON, only } from './characters.ts';

/** One place of a pattern: one character of a set, or any number of them. */
interface Place {
  readonly characters: Characters;
  readonly many: boolean;
}

/** The form of a text, place after place. */
export interface TextPattern {
  /** The same for equal patterns. */
  readonly id: string;
  readonly places: readonly Place[];
}

/** Exactly this text. */
export function exactly(text: string): TextPattern {
  return pattern(literally(text));
}

/** `*` is any text, `?` one character. */
export function glob(text: string): TextPattern {
  return pattern([...text].map((char) => place(char, ANY)));
}

/** An ARN of which every segment is a glob of its own; undefined where the text has fewer than six segments. */
export function arn(text: string): TextPattern | undefined {
  if (text.split(':').length <= LAST) return undefined;
  return pattern(segmented(text).map(({ char, segment }) => place(char, segment === LAST ? ANY : NO_COLON)));
}

/**
 * A resource's ARN: a star at the end of a segment runs on over colons, and segments that are missing are stars. (IAM user
 * guide, "IAM JSON policy elements: Resource".)
 */
export function resource(text: string): TextPattern {
  const missing = Math.max(0, LAST + 1 - text.split(':').length);
  const all = segmented(text + ':*'.repeat(missing));
  return pattern(
    all.map(({ char, segment }, i) => {
      const endsSegment = all[i + 1]?.char === ':';
      return place(char, segment === LAST || (char === '*' && endsSegment) ? ANY : NO_COLON);
    }),
  );
}

/**
 * A resource that looks as one that AWS made: `arn:*:s3:::*` of the service reference with a partition, a region, an
 * account and names put in.
 */
export function plausibleResource(form: string, partition: string): TextPattern {
  const all = segmented(form);
  const bucket = form === 'arn:*:s3:::*';
  return pattern(
    all.flatMap(({ char, segment }, i) => {
      if (char !== '*') return [one(only(char))];
      if (segment === 1) return literally(partition);
      if (segment === 3) return ANY_REGION;
      if (segment === 4) return ANY_ACCOUNT;
      const folders = !bucket && all[i + 1]?.char !== '/';
      return some(folders ? ANY : NAME);
    }),
  );
}

/** Index of the segment of an ARN that takes all the rest, colons too. */
const LAST = 5;

const ANY_REGION = [...some(LOWER), one(only('-')), ...some(LOWER_OR_DASH), one(only('-')), one(DIGIT)];

const ANY_ACCOUNT = Array<Place>(12).fill(one(DIGIT));

function pattern(places: readonly Place[]): TextPattern {
  return { id: places.map(({ characters, many }) => characters.id + (many ? '*' : '')).join(' '), places };
}

function place(char: string, wild: Characters): Place {
  return char === '*' || char === '?' ? { characters: wild, many: char === '*' } : one(only(char));
}

function one(characters: Characters): Place {
  return { characters, many: false };
}

function some(characters: Characters): Place[] {
  return [one(characters), { characters, many: true }];
}

function literally(text: string): Place[] {
  return [...text].map((char) => one(only(char)));
}

/** Each character with the segment of the ARN that it stands in. */
function segmented(text: string): { char: string; segment: number }[] {
  let segment = 0;
  return [...text].map((char) => {
    const at = { char, segment };
    if (char === ':') segment = Math.min(segment + 1, LAST);
    return at;
  });
}
