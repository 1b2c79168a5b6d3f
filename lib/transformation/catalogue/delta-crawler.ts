import type { aws_glue as glue, aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Deployment, deltaPrefix } from '../../contract/index.ts';
import { Crawler } from './crawler.ts';

export interface DeltaCrawlerProps {
  readonly deployment: Deployment;
  readonly layer: 'silver' | 'gold';
  readonly bucket: s3.IBucket;

  /** Names of the layer's Delta tables. */
  readonly tables: readonly string[];
  readonly database: glue.IDatabase;
  readonly role: iam.IRole;
}

/** Crawls the Delta tables of a layer, as tables that engines read through Delta's own log. */
export class DeltaCrawler extends Construct {
  constructor(scope: Construct, id: string, { deployment, layer, bucket, tables, ...props }: DeltaCrawlerProps) {
    super(scope, id);
    const path = (table: string): string => `s3://${bucket.bucketName}/${deltaPrefix(table)}`;
    new Crawler(this, 'Crawler', {
      ...props,
      deployment,
      what: [layer],
      description: `Delta tables of ${layer}: their log says which files count, so read them as Delta, not as a folder of Parquet`,
      tablePrefix: `${layer}_`,
      targets: {
        deltaTargets: [{ deltaTables: tables.map(path), createNativeDeltaTable: true, writeManifest: false }],
      },
    });
  }
}
