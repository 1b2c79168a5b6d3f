import type { aws_glue as glue, aws_kms as kms, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config, Site } from '../../config/config.ts';
import { SILVER_TABLES } from '../../contract/index.ts';
import { goldTables } from './crawl-plans.ts';
import { CrawlerRole } from './crawler-role.ts';
import { CsvClassifiers } from './csv-classifiers.ts';
import { DeltaCrawler } from './delta-crawler.ts';
import { siteCrawlers } from './site-crawlers.ts';

export interface CatalogueProps {
  readonly config: Config;

  /** Those whose crawlers stand here. */
  readonly sites: readonly Site[];
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
    const { config, sites, database, bronze, silver, gold } = props;
    const { role } = new CrawlerRole(this, 'Role', props);
    const delta = { deployment: config, database, role };
    const classifiers = new CsvClassifiers(this, 'Csv', config);
    siteCrawlers(this, { config, sites, database, bronze, role, after: classifiers });
    new DeltaCrawler(this, 'Silver', { ...delta, layer: 'silver', bucket: silver, tables: SILVER_TABLES });
    new DeltaCrawler(this, 'Gold', { ...delta, layer: 'gold', bucket: gold, tables: goldTables(config) });
  }
}
