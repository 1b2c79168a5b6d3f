import {
  Duration,
  aws_iam as iam,
  type aws_kms as kms,
  type aws_lambda as lambda,
  type aws_s3 as s3,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config } from '../../config/config.ts';
import { ENVIRONMENT, executionArns, TURN_KEY } from '../../contract/index.ts';
import { keyStatements } from '../../encryption/key-rights.ts';
import { PipelineFunction } from '../../functions/pipeline-function.ts';

export interface TakeTurnProps {
  readonly config: Config;
  readonly silver: s3.IBucket;

  /**
   * Key of silver.
   *
   * @default - AWS's own
   */
  readonly key?: kms.IKey | undefined;
}

/** The function that lets one execution of the state machine go on at a time. */
export class TakeTurn extends Construct {
  readonly handler: lambda.IFunction;

  constructor(scope: Construct, id: string, { config, silver, key }: TakeTurnProps) {
    super(scope, id);
    this.handler = new PipelineFunction(this, 'Check', {
      deployment: config,
      name: 'take-turn',
      description: 'Takes the turn for an execution, or says which one has it',
      timeout: Duration.seconds(30),
      memorySize: 256,
      environment: { [ENVIRONMENT.silverBucket]: silver.bucketName },
      statements: [
        new iam.PolicyStatement({
          sid: 'KeepTurn',
          actions: ['s3:GetObject', 's3:PutObject'],
          resources: [silver.arnForObjects(TURN_KEY)],
        }),
        new iam.PolicyStatement({
          sid: 'LookAtHolder',
          actions: ['states:DescribeExecution'],
          resources: [executionArns(config)],
        }),
        ...keyStatements(key, config.region, { reads: [silver], writes: [silver] }),
      ],
    }).handler;
  }
}
