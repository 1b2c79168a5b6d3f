import { aws_glue as glue, aws_iam as iam, Stack, type StackProps, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmTopic } from '../alarms/alarm-topic.ts';
import type { Config, Site } from '../config/config.ts';
import { catalogueArn, pipelineRoleArn } from '../contract/index.ts';
import { siteCrawlers } from '../transformation/catalogue/site-crawlers.ts';
import { DataAlarms } from '../transformation/jobs/data-alarms.ts';

export interface TransformationSitesStackProps extends StackProps {
  readonly config: Config;
  readonly sites: readonly Site[];
}

/** Crawlers and alarms of the sites for which the first stack of the transformation has no room. */
export class TransformationSitesStack extends Stack {
  constructor(scope: Construct, id: string, props: TransformationSitesStackProps) {
    super(scope, id, props);
    const { config, sites } = props;
    siteCrawlers(new Construct(this, 'Crawlers'), {
      config,
      sites,
      database: glue.Database.fromDatabaseArn(this, 'Catalogue', catalogueArn(config)),
      bronze: s3.Bucket.fromBucketName(this, 'Bronze', config.buckets.bronze),
      role: iam.Role.fromRoleArn(this, 'CrawlerRole', pipelineRoleArn(config, 'crawler'), { mutable: false }),
    });
    const topic = AlarmTopic.of(this, config);
    for (const { id: site } of sites) new DataAlarms(new Construct(this, site), 'Alarms', { config, site, topic });
  }
}
