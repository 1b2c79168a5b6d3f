import {
  aws_events as events,
  type aws_glue as glue,
  type aws_sns as sns,
  aws_events_targets as targets,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { runbookPath } from '../operations/runbook-alarm.ts';

export interface CrawlFailuresProps {
  readonly topic: sns.ITopic;
  readonly crawlers: readonly glue.CfnCrawler[];
}

/** Tells the topic of every crawl that failed. Cleaning goes on: no job reads the catalogue. */
export class CrawlFailures extends Construct {
  constructor(scope: Construct, id: string, { topic, crawlers }: CrawlFailuresProps) {
    super(scope, id);
    const told = ['$.detail.crawlerName', '$.detail.errorMessage'];
    const [crawler, message] = told.map((path) => events.EventField.fromPath(path));
    new events.Rule(this, 'Rule', {
      description: 'Crawls that failed',
      eventPattern: {
        source: ['aws.glue'],
        detailType: ['Glue Crawler State Change'],
        detail: { crawlerName: crawlers.map(({ ref }) => ref), state: ['Failed'] },
      },
      targets: [
        new targets.SnsTopic(topic, {
          message: events.RuleTargetInput.fromText(
            `${crawler}: Failed. ${message} What to do: ${runbookPath('crawl-failures')}`,
          ),
        }),
      ],
    });
  }
}
