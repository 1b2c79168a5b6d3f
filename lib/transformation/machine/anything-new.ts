import {
  Duration,
  type aws_glue as glue,
  aws_iam as iam,
  type aws_lambda as lambda,
  type aws_s3 as s3,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config } from '../../config/config.ts';
import { ENVIRONMENT, NOTE_FOLDERS, ON_FAILURE_PREFIX } from '../../contract/index.ts';
import { PipelineFunction } from '../../functions/pipeline-function.ts';
import { listStatement } from './list-statement.ts';

export interface AnythingNewProps {
  readonly config: Config;
  readonly bronze: s3.IBucket;
  readonly silver: s3.IBucket;
  readonly clean: glue.IJob;
  readonly buildGold: glue.IJob;
}

/** The function that says whether a run of the jobs has anything to do. It lists names and reads no object. */
export class AnythingNew extends Construct {
  readonly handler: lambda.IFunction;

  constructor(scope: Construct, id: string, { config, bronze, silver, clean, buildGold }: AnythingNewProps) {
    super(scope, id);
    this.handler = new PipelineFunction(this, 'Check', {
      deployment: config,
      name: 'anything-new',
      description: 'Says whether anything landed, or a job changed, since the last good run',
      // A bronze of many millions of notes takes minutes to list.
      timeout: Duration.minutes(15),
      memorySize: 512,
      environment: {
        [ENVIRONMENT.bronzeBucket]: bronze.bucketName,
        [ENVIRONMENT.silverBucket]: silver.bucketName,
        [ENVIRONMENT.cleanJob]: clean.jobName,
        [ENVIRONMENT.buildGoldJob]: buildGold.jobName,
        [ENVIRONMENT.clockSkewSeconds]: String(config.transformation.clockSkewSeconds),
      },
      statements: [
        listStatement('ListNotes', bronze, 'StringEquals', Object.values(NOTE_FOLDERS)),
        listStatement('ListGivenUp', silver, 'StringEquals', [ON_FAILURE_PREFIX]),
        new iam.PolicyStatement({
          sid: 'LookAtJobs',
          actions: ['glue:GetJob', 'glue:GetJobRuns'],
          resources: [clean.jobArn, buildGold.jobArn],
        }),
      ],
    }).handler;
  }
}
