import { join } from 'node:path';
import {
  CfnOutput,
  aws_glue as glue,
  type aws_kms as kms,
  RemovalPolicy,
  Stack,
  type StackProps,
  aws_s3 as s3,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmTopic } from '../alarms/alarm-topic.ts';
import type { Config, Site } from '../config/config.ts';
import { catalogueName } from '../contract/index.ts';
import { Catalogue } from '../transformation/catalogue/catalogue.ts';
import { crawlPlans } from '../transformation/catalogue/crawl-plans.ts';
import { DataAlarms } from '../transformation/jobs/data-alarms.ts';
import { libraryAsset } from '../transformation/jobs/library-asset.ts';
import { ReplicaJob } from '../transformation/jobs/replica-job.ts';
import { settingsAsset } from '../transformation/jobs/settings-asset.ts';
import { wheelsAsset } from '../transformation/jobs/wheels-asset.ts';
import { PipelineMachine } from '../transformation/machine/pipeline-machine.ts';

const SCRIPTS = join(import.meta.dirname, '..', '..', 'glue-scripts');

export interface TransformationStackProps extends StackProps {
  readonly config: Config;
  readonly key: kms.IKey | undefined;

  /** Those whose crawlers and alarms stand here. */
  readonly sites: readonly Site[];
}

/** The catalogue's database, the jobs that make silver out of bronze and gold out of silver, and what runs them. */
export class TransformationStack extends Stack {
  constructor(scope: Construct, id: string, props: TransformationStackProps) {
    super(scope, id, props);
    const { config, sites, key } = props;
    const bronze = s3.Bucket.fromBucketName(this, 'Bronze', config.buckets.bronze);
    const silver = s3.Bucket.fromBucketName(this, 'Silver', config.buckets.silver);
    const gold = s3.Bucket.fromBucketName(this, 'Gold', config.buckets.gold);
    const database = new glue.Database(this, 'Catalogue', {
      databaseName: catalogueName(config),
      description: "The plant's data: bronze, silver and gold",
      // It describes data and holds none; kept under its name it would stand in the way of the next deployment.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const shared = {
      config,
      key,
      library: libraryAsset(this, 'Library'),
      wheels: wheelsAsset(this, config.transformation.glueVersion),
      settings: settingsAsset(this, 'Settings', config),
    };
    const clean = new ReplicaJob(this, 'Clean', {
      ...shared,
      name: 'bronze-to-silver',
      script: join(SCRIPTS, 'bronze_to_silver.py'),
      description: 'Cleans new bronze objects into silver and accounts for every cell',
      reads: { bronze },
      writes: { silver },
    });
    const buildGold = new ReplicaJob(this, 'BuildGold', {
      ...shared,
      name: 'silver-to-gold',
      script: join(SCRIPTS, 'silver_to_gold.py'),
      description: 'Builds the gold datasets on a regular grid out of silver',
      reads: { silver },
      writes: { gold },
    });
    const maintenance = new ReplicaJob(this, 'Maintenance', {
      ...shared,
      name: 'maintenance',
      script: join(SCRIPTS, 'maintenance.py'),
      description: 'Compacts silver and cuts the history of silver and gold to what is promised',
      reads: {},
      writes: { silver, gold },
    });
    new Catalogue(this, 'Crawlers', { config, sites, database, bronze, silver, gold, key });
    const { stateMachine } = new PipelineMachine(this, 'Pipeline', {
      config,
      bronze,
      silver,
      gold,
      clean: clean.job,
      buildGold: buildGold.job,
      maintenance: maintenance.job,
      crawls: crawlPlans(config),
      key,
    });
    new CfnOutput(this, 'StateMachine', { value: stateMachine.stateMachineArn });
    const topic = AlarmTopic.of(this, config);
    for (const { id: site } of sites) new DataAlarms(new Construct(this, site), 'Alarms', { config, site, topic });
  }
}
