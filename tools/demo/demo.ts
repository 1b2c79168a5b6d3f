import type { Config } from '../../lib/config/config.ts';
import type { Cloud } from '../../packages/local-cloud/cloud.ts';
import type { Clients } from '../trial/aws.ts';
import type { PlantIdentity } from '../trial/identity.ts';

/** One run of the demo, once its cloud stands. */
export interface Demo {
  readonly config: Config;
  readonly cloud: Cloud;

  /** Part of every landing key of this run. */
  readonly runPrefix: string;

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

export function plantOf(demo: Demo, site: string): Plant {
  const plant = demo.plants.find((each) => each.site === site);
  if (plant === undefined)
    throw new Error(`site: got "${site}", wanted one of ${demo.plants.map((p) => p.site).join(', ')}`);
  return plant;
}
