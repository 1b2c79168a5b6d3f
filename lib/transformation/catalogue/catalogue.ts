import type { aws_glue as glue, aws_iam as iam, aws_kms as kms, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config } from '../../config/config.ts';
import { SILVER_TABLES } from '../../contract/index.ts';
import { BronzeCrawler } from './bronze-crawler.ts';
import { filesOf, streamOf } from './bronze-folders.ts';
import { goldTables } from './crawl-plans.ts';
import { CrawlerRole } from './crawler-role.ts';
import { CsvClassifiers } from './csv-classifiers.ts';
import { DeltaCrawler } from './delta-crawler.ts';

export interface CatalogueProps {
  readonly config: Config;
  readonly database: glue.IDatabase;
  readonly bronze: s3.IBucket;
  readonly silver: s3.IBucket;
  readonly gold: s3.IBucket;

  /**
   * Key of the buckets.
   *
   * @default - S3's own
   */
  readonly key?: kms.IKey | undefined;
}

/** Crawlers that describe the data to people and to Athena. No job reads what they write. */
export class Catalogue extends Construct {
  constructor(scope: Construct, id: string, props: CatalogueProps) {
    super(scope, id);
    const { config, database, silver, gold } = props;
    const { role } = new CrawlerRole(this, 'Role', props);
    const delta = { deployment: config, database, role };
    this.bronzeCrawlers(props, role);
    new DeltaCrawler(this, 'Silver', { ...delta, layer: 'silver', bucket: silver, tables: SILVER_TABLES });
    new DeltaCrawler(this, 'Gold', { ...delta, layer: 'gold', bucket: gold, tables: goldTables(config) });
  }

  /** One a site and feeder and one a stream. */
  private bronzeCrawlers({ config, database, bronze }: CatalogueProps, role: iam.IRole): void {
    const classifiers = new CsvClassifiers(this, 'Csv', config);
    const shared = { deployment: config, bronze, database, role };
    for (const { id: site, feeders } of config.sites) {
      const plant = new Construct(this, site);
      for (const feeder of feeders) {
        const files = { ...shared, folder: filesOf(site, feeder), classifiers: classifiers.namesFor(feeder) };
        new BronzeCrawler(plant, feeder.profile, files);
        const folder = streamOf(site, feeder);
        if (folder !== undefined)
          new BronzeCrawler(plant, `${feeder.profile}Stream`, { ...shared, folder, classifiers: [] });
      }
    }
  }
}
