import { aws_glue as glue, type aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { crawlerName, type Deployment } from '../../contract/index.ts';

export interface CrawlerProps {
  readonly deployment: Deployment;

  /** A layer, or a site and its feeder: the crawler's name ends with it. */
  readonly what: readonly string[];
  readonly description: string;
  readonly database: glue.IDatabase;
  readonly role: iam.IRole;

  /** Beginning of its tables' names, so that no two crawlers make a table of one name. */
  readonly tablePrefix: string;
  readonly targets: glue.CfnCrawler.TargetsProperty;

  /**
   * Names of the classifiers that are asked before Glue's own.
   *
   * @default - Glue's own classifiers only
   */
  readonly classifiers?: readonly string[];

  /**
   * How objects are put together to tables.
   *
   * @default - Glue's own choice
   */
  readonly configuration?: Record<string, unknown>;
}

/** A crawler that looks at everything each time it is started, and takes nothing out of the catalogue. */
export class Crawler extends Construct {
  constructor(scope: Construct, id: string, props: CrawlerProps) {
    super(scope, id);
    new glue.CfnCrawler(this, 'Resource', {
      name: crawlerName(props.deployment, ...props.what),
      description: props.description,
      role: props.role.roleArn,
      databaseName: props.database.databaseName,
      tablePrefix: props.tablePrefix,
      targets: props.targets,
      ...(props.classifiers && { classifiers: [...props.classifiers] }),
      ...(props.configuration && { configuration: JSON.stringify(props.configuration) }),
      // New folders alone would be cheaper, but Glue then never changes the schema of a table.
      recrawlPolicy: { recrawlBehavior: 'CRAWL_EVERYTHING' },
      schemaChangePolicy: { updateBehavior: 'UPDATE_IN_DATABASE', deleteBehavior: 'LOG' },
    });
  }
}
