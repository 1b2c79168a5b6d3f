import { CfnOutput, type aws_kms as kms, Stack, type StackProps, aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config/config.ts';
import { GoldReader } from '../consumption/gold-reader.ts';

export interface ConsumptionStackProps extends StackProps {
  readonly config: Config;
  readonly key: kms.IKey | undefined;
}

/** Who reads gold. */
export class ConsumptionStack extends Stack {
  constructor(scope: Construct, id: string, { config, key, ...props }: ConsumptionStackProps) {
    super(scope, id, props);
    const { role } = new GoldReader(this, 'GoldReader', {
      deployment: config,
      gold: s3.Bucket.fromBucketName(this, 'Gold', config.buckets.gold),
      key,
      profiles: config.consumption.kubeflow.enabled ? config.consumption.kubeflow.profiles : [],
    });
    new CfnOutput(this, 'GoldReaderRole', { value: role.roleArn });
  }
}
