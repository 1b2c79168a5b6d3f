import type { Json } from '../../../packages/iam-proof/index.ts';
import type { Known } from './known.ts';
import type { Spot } from './spots.ts';

/** A mistake at a place. */
export interface Variant {
  /** What stands there then, or nothing. */
  readonly to: Json | undefined;
  /** Whether it is a resource that is put beside what stands there. @default false */
  readonly beside?: true;
  /** Words for it, where an operator makes several. */
  readonly word?: string;
}

/** Makes mistakes of one sort, at whatever place they can be made. */
export type Operator = (spot: Spot, known: Known) => readonly Variant[];
