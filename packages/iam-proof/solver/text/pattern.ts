import type { Token as Piece } from '../../iam/variables.ts';
import { ANY, type Characters, DIGIT, eitherCase, LOWER, LOWER_OR_DASH, NAME, NO_COLON, only } from './characters.ts';

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

type Token = { readonly char: string; readonly wild: boolean };

/** Exactly this text. */
export function exactly(pieces: readonly Piece[]): TextPattern {
  return pattern(characters(pieces).map((char) => one(only(char))));
}

/** This text in upper and lower case. */
export function ignoringCase(pieces: readonly Piece[]): TextPattern {
  return pattern(characters(pieces).map((char) => one(eitherCase(char))));
}

/** `*` is any text, `?` one character. */
export function glob(pieces: readonly Piece[]): TextPattern {
  return pattern(tokens(pieces).map((token) => place(token, ANY)));
}

/** An ARN of which every segment is a glob of its own; undefined where the text has fewer than six segments. */
export function arn(pieces: readonly Piece[]): TextPattern | undefined {
  const all = segmented(tokens(pieces));
  if (colonsIn(all) < LAST) return undefined;
  return pattern(all.map(({ token, segment }) => place(token, segment === LAST ? ANY : NO_COLON)));
}

/**
 * A resource's ARN: a star at the end of a segment runs on over colons, and segments that are missing are stars. (IAM user
 * guide, "IAM JSON policy elements: Resource".)
 */
export function resource(pieces: readonly Piece[]): TextPattern {
  const missing = ':*'.repeat(Math.max(0, LAST - colonsIn(segmented(tokens(pieces)))));
  const all = segmented(tokens([...pieces, { text: missing, isLiteral: false }]));
  return pattern(
    all.map(({ token, segment }, i) => {
      const next = all[i + 1];
      const endsSegment = next !== undefined && isColon(next.token);
      return place(token, segment === LAST || (token.char === '*' && endsSegment) ? ANY : NO_COLON);
    }),
  );
}

/**
 * A resource that looks as one that AWS made: `arn:*:s3:::*` of the service reference with a partition, a region, an
 * account and names put in.
 */
export function plausibleResource(form: string, partition: string): TextPattern {
  const all = segmented(tokens([{ text: form, isLiteral: false }]));
  const bucket = form === 'arn:*:s3:::*';
  return pattern(
    all.flatMap(({ token, segment }, i) => {
      if (!token.wild) return [one(only(token.char))];
      if (segment === 1) return text(partition);
      if (segment === 3) return ANY_REGION;
      if (segment === 4) return ANY_ACCOUNT;
      const folders = !bucket && all[i + 1]?.token.char !== '/';
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

function place(token: Token, wild: Characters): Place {
  return token.wild ? { characters: wild, many: token.char === '*' } : one(only(token.char));
}

function one(characters: Characters): Place {
  return { characters, many: false };
}

function some(characters: Characters): Place[] {
  return [one(characters), { characters, many: true }];
}

function text(all: string): Place[] {
  return [...all].map((char) => one(only(char)));
}

function characters(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((piece) => [...piece.text]);
}

function tokens(pieces: readonly Piece[]): Token[] {
  return pieces.flatMap(({ text, isLiteral }) =>
    [...text].map((char) => ({ char, wild: !isLiteral && (char === '*' || char === '?') })),
  );
}

/** Each token with the segment of the ARN that it stands in. */
function segmented(all: readonly Token[]): { token: Token; segment: number }[] {
  let segment = 0;
  return all.map((token) => {
    const at = { token, segment };
    if (isColon(token)) segment = Math.min(segment + 1, LAST);
    return at;
  });
}

function colonsIn(all: readonly { token: Token }[]): number {
  return all.filter(({ token }) => isColon(token)).length;
}

function isColon(token: Token): boolean {
  return !token.wild && token.char === ':';
}
