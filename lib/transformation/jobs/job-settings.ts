import { join } from 'node:path';
import { isSheet, readViewTables } from '../../config/columns.ts';
import type { Config, Feeder } from '../../config/config.ts';
import { readSystemStates, type SystemState } from '../../config/states.ts';
import { streamName } from '../../contract/index.ts';

/** The part of the configuration that the jobs read, with what its files list in their place. */
export interface JobSettings {
  readonly sites: readonly JobSite[];
  readonly datasets: Config['datasets'];
  readonly timeTravelDays: number;
  readonly spark: Config['transformation']['spark'];
  readonly gold: Config['transformation']['gold'];
}

interface JobSite {
  readonly id: string;
  readonly feeders: readonly JobFeeder[];

  /** What its air weighs. @default - unknown */
  readonly atmosphericKPa?: number;

  /** When its first reading can be. @default - 1970 */
  readonly start?: string;

  /** Its own names of PI's system states. @default - none */
  readonly states?: readonly SystemState[];
}

interface JobFeeder {
  readonly profile: Feeder['profile'];
  readonly views: readonly object[];

  /** A sender's stream and the view that its records are readings of. @default - the profile has none */
  readonly stream?: { readonly name: string; readonly view: string } | null;
}

/** What the jobs' settings are made of. */
export type Cleaned = Pick<Config, 'app' | 'account' | 'environment' | 'region' | 'sites' | 'datasets'> & {
  readonly transformation: Pick<Config['transformation'], 'timeTravelDays' | 'spark' | 'gold'>;
};

/** Settings of the jobs; `folder` is where a view's column file is looked for. */
export function jobSettings(config: Cleaned, folder: string): JobSettings {
  return {
    sites: config.sites.map((site) => ({
      id: site.id,
      ...(site.atmosphericKPa !== undefined && { atmosphericKPa: site.atmosphericKPa }),
      ...(site.start !== undefined && { start: site.start }),
      ...(site.states !== undefined && { states: readSystemStates(join(folder, site.states)) }),
      feeders: site.feeders.map((feeder) => ({
        profile: feeder.profile,
        views: feeder.views.map((view) => (isSheet(view) ? { ...view, ...readViewTables(view, folder) } : view)),
        stream: feeder.stream && { name: streamName(config, site.id), view: feeder.stream.view },
      })),
    })),
    datasets: config.datasets,
    timeTravelDays: config.transformation.timeTravelDays,
    spark: config.transformation.spark,
    gold: config.transformation.gold,
  };
}
