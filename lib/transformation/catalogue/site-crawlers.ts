import type { aws_glue as glue, aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config, Site } from '../../config/config.ts';
import { BronzeCrawler } from './bronze-crawler.ts';
import { filesOf, streamOf } from './bronze-folders.ts';
import { classifiersOf } from './csv-classifiers.ts';

export interface SiteCrawlersProps {
  readonly config: Config;
  readonly sites: readonly Site[];
  readonly database: glue.IDatabase;
  readonly bronze: s3.IBucket;
  readonly role: iam.IRole;

  /**
   * What they name and must be there before them.
   *
   * @default - another stack's, which goes before
   */
  readonly after?: Construct;
}

/** Makes the crawlers of bronze: one a site and feeder and one a stream. */
export function siteCrawlers(scope: Construct, { config, sites, after, ...props }: SiteCrawlersProps): void {
  const shared = { ...props, deployment: config };
  for (const { id: site, feeders } of sites) {
    const plant = new Construct(scope, site);
    for (const feeder of feeders) {
      const files = { folder: filesOf(site, feeder), classifiers: classifiersOf(config, feeder) };
      new BronzeCrawler(plant, feeder.profile, { ...shared, ...files });
      const folder = streamOf(site, feeder);
      if (folder !== undefined)
        new BronzeCrawler(plant, `${feeder.profile}Stream`, { ...shared, folder, classifiers: [] });
    }
    if (after !== undefined) plant.node.addDependency(after);
  }
}
