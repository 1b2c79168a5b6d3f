import type { Request } from '../../../packages/iam-proof/index.ts';

/** Policies that alone were looked at, or the other part, when a promise broke. */
type Layer = 'identity' | 'boundary' | 'resource' | 'key' | 'trust' | 'chain' | 'configuration' | 'unresolved';

/** A promise that does not hold, with what shows it. */
export interface Finding {
  readonly property: string;
  readonly layer: Layer;
  /** Name of the role or user, or the source of the resource, that it is about. */
  readonly who: string;
  /** The mistake, as one sentence. */
  readonly message: string;
  /** A request that would be allowed and must not be. */
  readonly request?: Request;
  /** Sources of the statements that let it. */
  readonly by: readonly string[];
}

/** How the findings of a promise are told: of whom, why, and by which source, if that is not whom. */
export function breaking(property: string, layer: Layer): (who: string, message: string, source?: string) => Finding {
  return (who, message, source = who) => ({ property, layer, who, message, by: [source] });
}
