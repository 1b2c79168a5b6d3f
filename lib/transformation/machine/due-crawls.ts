import { Duration, aws_iam as iam, type aws_lambda as lambda, type aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config } from '../../config/config.ts';
import { type CrawlPlan, deltaPrefix, ENVIRONMENT, NOTE_FOLDERS, sitePrefix } from '../../contract/index.ts';
import { PipelineFunction } from '../../functions/pipeline-function.ts';
import { listStatement } from './list-statement.ts';

export interface DueCrawlsProps {
  readonly config: Config;
  readonly bronze: s3.IBucket;
  readonly silver: s3.IBucket;
  readonly gold: s3.IBucket;
  readonly crawls: readonly CrawlPlan[];
  readonly crawlerArns: string;
}

/** The function that says which crawlers to start: Glue bills each crawl by ten minutes at least. It lists names and reads no object. */
export class DueCrawls extends Construct {
  readonly handler: lambda.IFunction;

  constructor(scope: Construct, id: string, { config, bronze, silver, gold, crawls, crawlerArns }: DueCrawlsProps) {
    super(scope, id);
    this.handler = new PipelineFunction(this, 'Check', {
      deployment: config,
      name: 'due-crawls',
      description: 'Says which crawls would add something to the catalogue',
      // Notes of the days since the last crawl, by the thousand a call.
      timeout: Duration.minutes(15),
      memorySize: 256,
      environment: { [ENVIRONMENT.bronzeBucket]: bronze.bucketName },
      settings: crawls,
      statements: [
        listStatement('ListBronze', bronze, 'StringLike', [`${sitePrefix('*')}*`, NOTE_FOLDERS.received]),
        listStatement('ListSilver', silver, 'StringLike', [`${deltaPrefix()}*`]),
        listStatement('ListGold', gold, 'StringLike', [`${deltaPrefix()}*`]),
        new iam.PolicyStatement({ sid: 'LookAtCrawlers', actions: ['glue:GetCrawler'], resources: [crawlerArns] }),
      ],
    }).handler;
  }
}
