import type { Cite } from './cite.ts';

/** What somebody could try; who has a plant's stolen credential, unless it says otherwise. */
export interface Threat {
  readonly id: string;
  readonly what: string;
  readonly prevented: readonly Cite[];
  /** What shows, before a deployment, that it is prevented. */
  readonly proved: readonly Cite[];
  /** What tells a person, after it, that somebody tries or got through. */
  readonly detected: readonly Cite[];
}
