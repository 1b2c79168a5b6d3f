import type { aws_glue as glue, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config } from '../../config/config.ts';
import { COLUMN_NAME_TABLE, SILVER_TABLES } from '../../contract/index.ts';
import { BronzeCrawler } from './bronze-crawler.ts';
import { filesOf, streamOf } from './bronze-folders.ts';
import type { Crawler } from './crawler.ts';
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
  /** Names of the crawlers: one a site and feeder and one a stream, then silver and gold. */
  readonly crawlerNames: readonly string[];

  constructor(scope: Construct, id: string, props: CatalogueProps) {
    super(scope, id);
    const { config, database, silver, gold } = props;
    const { role } = new CrawlerRole(this, 'Role', props);
    const delta = { deployment: config, database, role };
    const goldTables = [...config.datasets.map(({ name }) => name), COLUMN_NAME_TABLE];
    const crawlers = [
      ...this.bronzeCrawlers(props, role),
      new DeltaCrawler(this, 'Silver', { ...delta, layer: 'silver', bucket: silver, tables: SILVER_TABLES }).crawler,
      new DeltaCrawler(this, 'Gold', { ...delta, layer: 'gold', bucket: gold, tables: goldTables }).crawler,
    ];
    this.crawlerNames = crawlers.map(({ name }) => name);
  }

  private bronzeCrawlers({ config, database, bronze }: CatalogueProps, role: CrawlerRole['role']): Crawler[] {
    const classifiers = new CsvClassifiers(this, 'Csv', config);
    const shared = { deployment: config, bronze, database, role };
    return config.sites.flatMap(({ id: site, feeders }) => {
      const plant = new Construct(this, site);
      return feeders.flatMap((feeder) => {
        const files = { ...shared, folder: filesOf(site, feeder), classifiers: classifiers.namesFor(feeder) };
        const crawlers = [new BronzeCrawler(plant, feeder.profile, files).crawler];
        const folder = streamOf(site, feeder);
        if (folder === undefined) return crawlers;
        const stream = new BronzeCrawler(plant, `${feeder.profile}Stream`, { ...shared, folder, classifiers: [] });
        return [...crawlers, stream.crawler];
      });
    });
  }
}
