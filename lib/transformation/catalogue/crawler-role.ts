import { aws_iam as iam, type aws_kms as kms, type aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config } from '../../config/config.ts';
import {
  catalogueName,
  deltaPrefix,
  landingPrefix,
  pipelineName,
  pipelinePath,
  regionalArn,
} from '../../contract/index.ts';
import { keyStatements } from '../../encryption/key-rights.ts';

export interface CrawlerRoleProps {
  readonly config: Config;
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

/** Role of every crawler: reads what is catalogued, writes the catalogue and no data. */
export class CrawlerRole extends Construct {
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, props: CrawlerRoleProps) {
    super(scope, id);
    this.role = new iam.Role(this, 'Role', {
      path: pipelinePath(props.config),
      roleName: pipelineName(props.config, 'crawler'),
      assumedBy: new iam.ServicePrincipal('glue.amazonaws.com'),
      inlinePolicies: {
        Work: new iam.PolicyDocument({ statements: [...dataStatements(props), ...ownStatements(props.config)] }),
      },
    });
  }
}

function dataStatements({ config, bronze, silver, gold, key }: CrawlerRoleProps): iam.PolicyStatement[] {
  return [
    // Without a prefix: on a condition, S3 would answer 403 instead of 404 for a checkpoint that Delta only looks for.
    new iam.PolicyStatement({
      sid: 'List',
      actions: ['s3:GetBucketLocation', 's3:ListBucket'],
      resources: [bronze, silver, gold].map((bucket) => bucket.bucketArn),
    }),
    new iam.PolicyStatement({
      sid: 'Read',
      actions: ['s3:GetObject'],
      resources: [
        // What sites sent, and no note. A pattern, since the policy of a role has room for some fifty prefixes.
        bronze.arnForObjects(`${landingPrefix('*', '*')}*`),
        ...[silver, gold].map((bucket) => bucket.arnForObjects(`${deltaPrefix()}*`)),
      ],
    }),
    ...keyStatements(key, config.region, { reads: [bronze, silver, gold] }),
  ];
}

function ownStatements(config: Config): iam.PolicyStatement[] {
  const name = catalogueName(config);
  const group = regionalArn(config, 'logs', 'log-group:/aws-glue/crawlers');
  return [
    new iam.PolicyStatement({
      sid: 'Catalogue',
      actions: [
        'glue:BatchCreatePartition',
        'glue:BatchGetPartition',
        'glue:BatchUpdatePartition',
        'glue:CreatePartition',
        'glue:CreateTable',
        'glue:GetDatabase',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:GetTable',
        'glue:GetTables',
        'glue:UpdatePartition',
        'glue:UpdateTable',
      ],
      resources: ['catalog', `database/${name}`, `table/${name}/*`].map((resource) =>
        regionalArn(config, 'glue', resource),
      ),
    }),
    new iam.PolicyStatement({
      sid: 'Log',
      actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [group, `${group}:log-stream:*`],
    }),
  ];
}
