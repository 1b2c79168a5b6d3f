import type { Deployed } from './deployed.ts';
import type { Workload } from './workload.ts';

/** Where a reading is on its way, or what watches over all of it. */
export const STAGES = [
  'extraction',
  'ingestion',
  'transformation',
  'replica store',
  'consumption',
  'operations',
] as const;
export type Stage = (typeof STAGES)[number];

/** One thing that is paid for in a month. */
export interface Line {
  readonly what: string;
  readonly usd: number;

  /** Key of the configuration that makes it less, or switches it off. @default - none does */
  readonly key?: string;

  /** @default - that of the resource's stack */
  readonly stage?: Stage;
}

/** All that a rule may look at. */
export interface Scene {
  readonly all: readonly Deployed[];
  readonly workload: Workload;
}

/** What a resource costs in a month. It throws CannotTell where it lacks something to say so. */
export type Rule = (resource: Deployed, scene: Scene) => readonly Line[];
