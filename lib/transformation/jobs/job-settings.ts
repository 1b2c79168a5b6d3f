import { join } from 'node:path';
import { readColumns } from '../../config/columns.ts';
import type { Config, Feeder } from '../../config/config.ts';
import { streamName } from '../../contract/index.ts';

/** The part of the configuration that the jobs read, with each view's columns in place of the file that lists them. */
export interface JobSettings {
  readonly sites: readonly { readonly id: string; readonly feeders: readonly JobFeeder[] }[];
  readonly datasets: Config['datasets'];
  readonly timeTravelDays: number;
  readonly spark: Config['transformation']['spark'];
  readonly gold: Config['transformation']['gold'];
}

interface JobFeeder {
  readonly profile: Feeder['profile'];
  readonly views: readonly object[];

  /** A sender's stream and the view that its records are readings of. @default - the profile has none */
  readonly stream?: { readonly name: string; readonly view: string } | null;
}

/** Settings of the jobs; `folder` is where a view's column file is looked for. */
export function jobSettings(config: Config, folder: string): JobSettings {
  return {
    sites: config.sites.map((site) => ({
      id: site.id,
      feeders: site.feeders.map((feeder) => ({
        profile: feeder.profile,
        views: feeder.views.map((view) =>
          view.kind === 'wide-csv' ? { ...view, columns: readColumns(join(folder, view.columns)) } : view,
        ),
        stream: feeder.stream && { name: streamName(config, site.id), view: feeder.stream.view },
      })),
    })),
    datasets: config.datasets,
    timeTravelDays: config.transformation.timeTravelDays,
    spark: config.transformation.spark,
    gold: config.transformation.gold,
  };
}
