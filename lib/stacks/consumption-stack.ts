import { CfnOutput, type aws_iam as iam, Stack, type StackProps, type aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config/config.ts';
import { GoldReader } from '../consumption/gold-reader.ts';
import { kubeflowClusterArn } from '../contract/index.ts';

export interface ConsumptionStackProps extends StackProps {
  readonly config: Config;
  readonly gold: s3.IBucket;
}

/** Who reads gold. */
export class ConsumptionStack extends Stack {
  readonly goldReader: iam.IRole;

  constructor(scope: Construct, id: string, { config, gold, ...props }: ConsumptionStackProps) {
    super(scope, id, props);
    const { role } = new GoldReader(this, 'GoldReader', {
      deployment: config,
      gold,
      ...(config.consumption.kubeflow.enabled && { clusterArn: kubeflowClusterArn(config) }),
    });
    new CfnOutput(this, 'GoldReaderRole', { value: role.roleArn });
    this.goldReader = role;
  }
}
