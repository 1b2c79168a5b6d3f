import type { Known } from './known.ts';
import type { Spot } from './spots.ts';
import type { Json, Resource } from './template.ts';

/** A mistake at a place: the value that stands there then, or nothing. */
export interface Variant {
  readonly to: Json | undefined;
  /** A resource that is put beside it. */
  readonly beside?: Resource;
  /** Words for it, where an operator makes several. */
  readonly word?: string;
}

/** Makes mistakes of one sort, at whatever place they can be made. */
export type Operator = (spot: Spot, known: Known) => readonly Variant[];
