/** Something that exists in the project and speaks to a threat; a test looks each one up. */
export type Cite =
  /** A statement of a policy, by its sid, and the code that writes it. */
  | { readonly kind: 'statement'; readonly sid: string; readonly path: string }
  /** A promise that the proof asks the solver or looks up. */
  | { readonly kind: 'promise'; readonly property: string; readonly path: string }
  /** Planted mistakes that the proof must notice, by the file that plants them. */
  | { readonly kind: 'mistakes'; readonly path: string }
  /** An alarm, by its name without deployment and site. */
  | { readonly kind: 'alarm'; readonly name: string; readonly runbook: string }
  /** Anything else that has a file. */
  | { readonly kind: 'file'; readonly path: string; readonly says: string }
  /** What nothing in the project does. */
  | { readonly kind: 'nothing'; readonly says: string };

const LANDING = 'lib/replica-store/landing-policy.ts';
const BRONZE = 'lib/replica-store/bronze-policy.ts';

/** A Deny of landing's policy. */
export function landingDeny(sid: string): Cite {
  return { kind: 'statement', sid, path: LANDING };
}

/** A Deny of bronze's policy. */
export function bronzeDeny(sid: string): Cite {
  return { kind: 'statement', sid, path: BRONZE };
}

/** A statement of a plant's own policy. */
export function plantStatement(sid: string): Cite {
  return { kind: 'statement', sid, path: 'lib/extraction/plant-policy.ts' };
}

/** A promise, by the file of tools/proof/properties that states it. */
export function promise(file: string, property: string): Cite {
  return { kind: 'promise', property, path: `tools/proof/properties/${file}.ts` };
}

/** Planted mistakes, by a file of tools/proof/doubt. */
export function mistakes(file: string): Cite {
  return { kind: 'mistakes', path: `tools/proof/doubt/${file}.ts` };
}

export function alarm(name: string, runbook: string = name): Cite {
  return { kind: 'alarm', name, runbook };
}

export function file(path: string, says: string): Cite {
  return { kind: 'file', path, says };
}

export function nothing(says: string): Cite {
  return { kind: 'nothing', says };
}

/** The boundary that every identity of a plant has. */
export const BOUNDARY = file('lib/extraction/plant-boundary.ts', 'permissions boundary');

/** Real requests with the plants' own credentials. */
export const TRIED = file('tools/trial/command.ts', 'tried: `airlock tried`');

/** The record of calls, which tells who did it when an alarm has told that. */
export const TRAIL = file('lib/operations/call-trail.ts', 'CloudTrail');

export const REFUSED = alarm('plant-refused');
