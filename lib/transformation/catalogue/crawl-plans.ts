import type { Config } from '../../config/config.ts';
import { COLUMN_NAME_TABLE, type CrawlPlan, crawlerName, deltaPrefix, SILVER_TABLES } from '../../contract/index.ts';
import { filesOf, isReadable, streamOf } from './bronze-folders.ts';

/** What every crawler looks at: one a site and feeder and one a stream, then silver and gold. */
export function crawlPlans(config: Config): CrawlPlan[] {
  const delta = (layer: 'silver' | 'gold', tables: readonly string[]): CrawlPlan => ({
    name: crawlerName(config, layer),
    bucket: config.buckets[layer],
    // The folder of its log: a table is there with its first commit.
    places: tables.map((table) => `${deltaPrefix(table)}_delta_log/`),
    daily: false,
  });
  return [...bronzePlans(config), delta('silver', SILVER_TABLES), delta('gold', goldTables(config))];
}

/** Delta tables of gold. */
export function goldTables({ datasets }: Config): string[] {
  return [...datasets.map(({ name }) => name), COLUMN_NAME_TABLE];
}

function bronzePlans(config: Config): CrawlPlan[] {
  const { bronze: bucket } = config.buckets;
  return config.sites.flatMap(({ id: site, feeders }) =>
    feeders.flatMap((feeder): CrawlPlan[] => {
      const files = filesOf(site, feeder);
      const stream = streamOf(site, feeder);
      const shared = { bucket, daily: true };
      const places = feeder.views.filter(isReadable).map(({ name }) => `${files.prefix}view=${name}/`);
      const except = stream && { except: stream.prefix };
      return [
        { ...shared, name: crawlerName(config, ...files.what), places, ...except },
        ...(stream ? [{ ...shared, name: crawlerName(config, ...stream.what), places: [stream.prefix] }] : []),
      ];
    }),
  );
}
