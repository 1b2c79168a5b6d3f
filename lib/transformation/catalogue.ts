import type { aws_glue as glue, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { COLUMN_NAME_TABLE, SILVER_TABLES } from '../contract.ts';
import { BronzeCrawler } from './bronze-crawler.ts';
import { CrawlerRole } from './crawler-role.ts';
import { CsvClassifiers } from './csv-classifiers.ts';
import { DeltaCrawler } from './delta-crawler.ts';

export interface CatalogueProps {
  readonly config: Config;
  readonly database: glue.IDatabase;
  readonly bronze: s3.IBucket;
  readonly silver: s3.IBucket;
  readonly gold: s3.IBucket;
}

/** Crawlers that describe the data to people and to Athena. No job reads what they write. */
export class Catalogue extends Construct {
  /** One a site and feeder, then silver and gold; `ref` is a crawler's name. */
  readonly crawlers: readonly glue.CfnCrawler[];

  constructor(scope: Construct, id: string, props: CatalogueProps) {
    super(scope, id);
    const { config, database, silver, gold } = props;
    const { role } = new CrawlerRole(this, 'Role', props);
    const delta = { deployment: config, database, role };
    const goldTables = [...config.datasets.map(({ name }) => name), COLUMN_NAME_TABLE];
    this.crawlers = [
      ...this.bronzeCrawlers(props, role),
      new DeltaCrawler(this, 'Silver', { ...delta, layer: 'silver', bucket: silver, tables: SILVER_TABLES }).crawler,
      new DeltaCrawler(this, 'Gold', { ...delta, layer: 'gold', bucket: gold, tables: goldTables }).crawler,
    ];
  }

  private bronzeCrawlers({ config, database, bronze }: CatalogueProps, role: CrawlerRole['role']): glue.CfnCrawler[] {
    const classifiers = new CsvClassifiers(this, 'Csv', config);
    return config.sites.flatMap(({ id: site, feeders }) => {
      const plant = new Construct(this, site);
      return feeders.map((feeder) => {
        const props = { config, site, feeder, bronze, database, role, classifiers };
        return new BronzeCrawler(plant, feeder.profile, props).crawler;
      });
    });
  }
}
