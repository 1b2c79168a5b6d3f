import { aws_events as events, type aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config, Site } from '../config/config.ts';
import { intakeQueueArn, landedRuleName, sitePrefix } from '../contract/index.ts';

export interface LandedRulesProps {
  readonly config: Config;
  readonly sites: readonly Site[];

  /**
   * The queue, where the same stack makes it: a rule comes after it.
   *
   * @default - another stack makes it, earlier
   */
  readonly queue?: sqs.IQueue | undefined;
}

/** A rule a site: what lands under its prefix is queued in the group of its name, so that no other site waits for its flood. */
export class LandedRules extends Construct {
  constructor(scope: Construct, id: string, { config, sites, queue }: LandedRulesProps) {
    super(scope, id);
    for (const { id: site } of sites) {
      const rule = new events.Rule(this, site, {
        ruleName: landedRuleName(config, site),
        eventPattern: {
          source: ['aws.s3'],
          detailType: ['Object Created'],
          detail: {
            bucket: { name: [config.buckets.landing] },
            object: { key: events.Match.prefix(sitePrefix(site)) },
          },
        },
        targets: [ofSite(site, intakeQueueArn(config))],
      });
      if (queue !== undefined) rule.node.addDependency(queue);
    }
  }
}

/** As CDK's own target of a queue, which would write a statement a rule into the queue's policy. */
function ofSite(site: string, arn: string): events.IRuleTarget {
  return { bind: () => ({ arn, sqsParameters: { messageGroupId: site } }) };
}
