import { type Fate, REASONS } from '../../contract/read.ts';

const BY_CODE = new Map(REASONS.map((reason) => [reason.code, reason]));

/** A reason in plain English; a code without words stands for itself. */
export function reasonWords(code: string): string {
  return BY_CODE.get(code)?.words ?? code;
}

/** What is to be done about a reason; undefined where there is no such reason. */
export function remedyOf(code: string): string | undefined {
  return BY_CODE.get(code)?.remedy;
}

/** Fate of a cell or an object with a reason, undefined where there is no such reason. */
export function fateOf(code: string): Fate | undefined {
  return BY_CODE.get(code)?.fate;
}
