import type { aws_glue as glue, aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Deployment } from '../../contract/index.ts';
import type { BronzeFolder } from './bronze-folders.ts';
import { Crawler } from './crawler.ts';

export interface BronzeCrawlerProps {
  readonly deployment: Deployment;
  readonly folder: BronzeFolder;
  readonly bronze: s3.IBucket;
  readonly database: glue.IDatabase;
  readonly role: iam.IRole;

  /** Names of the classifiers that its objects need. */
  readonly classifiers: readonly string[];
}

/** Files of each folder that a crawl opens: those of a view have one schema, and reading all of them costs with history. */
const SAMPLE = 10;

/** Crawls a part of bronze: a table a folder of one level, a partition for each folder below it. */
export class BronzeCrawler extends Construct {
  constructor(scope: Construct, id: string, { folder, bronze, ...props }: BronzeCrawlerProps) {
    super(scope, id);
    new Crawler(this, 'Crawler', {
      ...props,
      what: folder.what,
      description: folder.description,
      tablePrefix: folder.tablePrefix,
      targets: {
        s3Targets: [
          {
            path: `s3://${bronze.bucketName}/${folder.prefix}`,
            exclusions: [...folder.exclusions],
            sampleSize: SAMPLE,
          },
        ],
      },
      configuration: {
        Version: 1,
        Grouping: {
          TableGroupingPolicy: 'CombineCompatibleSchemas',
          TableLevelConfiguration: folder.tableLevel,
        },
        // A partition with types of its own makes a query over both fail.
        CrawlerOutput: { Partitions: { AddOrUpdateBehavior: 'InheritFromTable' } },
      },
    });
  }
}
