import type { aws_glue as glue, aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config, Feeder } from '../config.ts';
import { landingPrefix, MANIFEST_SUFFIX } from '../contract.ts';
import { Crawler } from './crawler.ts';
import type { CsvClassifiers } from './csv-classifiers.ts';

export interface BronzeCrawlerProps {
  readonly config: Config;
  readonly site: string;
  readonly feeder: Feeder;
  readonly bronze: s3.IBucket;
  readonly database: glue.IDatabase;
  readonly role: iam.IRole;
  readonly classifiers: CsvClassifiers;
}

/** Crawls what one site's feeder wrote: a table a view, a partition for each folder below it. */
export class BronzeCrawler extends Construct {
  readonly crawler: glue.CfnCrawler;

  constructor(scope: Construct, id: string, { config, site, feeder, bronze, ...props }: BronzeCrawlerProps) {
    super(scope, id);
    const prefix = landingPrefix(site, feeder.profile);
    this.crawler = new Crawler(this, 'Crawler', {
      deployment: config,
      what: [site, feeder.profile],
      description: `What ${site} sent by its ${feeder.profile}, as it came`,
      database: props.database,
      role: props.role,
      tablePrefix: `bronze_${site}_${feeder.profile}_`.replaceAll('-', '_'),
      targets: { s3Targets: [{ path: `s3://${bronze.bucketName}/${prefix}`, exclusions: exclusions(feeder) }] },
      classifiers: props.classifiers.namesFor(feeder),
      configuration: {
        Version: 1,
        Grouping: {
          TableGroupingPolicy: 'CombineCompatibleSchemas',
          TableLevelConfiguration: viewLevel(prefix),
        },
        // A partition with types of its own makes a query over both fail.
        CrawlerOutput: { Partitions: { AddOrUpdateBehavior: 'InheritFromTable' } },
      },
    }).crawler;
  }
}

/** Level of `view=…/` below a feeder's prefix, as Glue counts: the bucket is level 1. */
function viewLevel(prefix: string): number {
  const folders = prefix.split('/').filter((folder) => folder !== '').length;
  return 1 + folders + 1;
}

/** Bronze keys end with a version after the name. Neither Glue nor Athena reads text that is not UTF-8. */
function exclusions(feeder: Feeder): string[] {
  const unreadable = feeder.views.filter((view) => view.kind === 'wide-csv' && view.encoding !== 'UTF-8');
  return [`**${MANIFEST_SUFFIX}*`, ...unreadable.map(({ name }) => `view=${name}/**`)];
}
