import type { Config, Feeder } from '../../lib/config/config.ts';
import type { Cloud } from '../../packages/local-cloud/cloud.ts';
import type { Clients } from '../operate/aws.ts';
import type { PlantIdentity } from '../trial/identity.ts';

/** One run of the demo, once its cloud stands. */
export interface Demo {
  readonly config: Config;
  readonly cloud: Cloud;

  /** Part of the landing keys that the demo itself names. */
  readonly runPrefix: string;

  /** Whole seconds, as S3 tells times: what landed from then on is of this run. */
  readonly startedAt: Date;

  /** Seed of the plant's faults. */
  readonly seed: number;

  /** Feeds two days instead of all. */
  readonly small: boolean;

  /** Ends every child process. */
  readonly signal: AbortSignal;

  /** Folder of everything that the demo writes. */
  readonly out: string;

  /** Clients of the account's owner, who deployed. */
  readonly deployer: Clients;

  /** The identity of each site's feeder. */
  readonly plants: readonly Plant[];
}

/** A site's feeder with clients of its own. */
export interface Plant extends PlantIdentity {
  readonly clients: Clients;
}

/** Feeders of a profile, each at its own site. */
export function plantsOf(demo: Demo, profile: Feeder['profile']): Plant[] {
  return demo.plants.filter(({ feeder }) => feeder.profile === profile);
}
