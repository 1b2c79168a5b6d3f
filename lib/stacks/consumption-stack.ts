import { CfnOutput, Stack, type StackProps, type aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { GoldReader } from '../consumption/gold-reader.ts';

export interface ConsumptionStackProps extends StackProps {
  readonly config: Config;
  readonly gold: s3.IBucket;
}

/** Who reads gold. */
export class ConsumptionStack extends Stack {
  constructor(scope: Construct, id: string, { config, gold, ...props }: ConsumptionStackProps) {
    super(scope, id, props);
    const { role } = new GoldReader(this, 'GoldReader', { deployment: config, gold });
    new CfnOutput(this, 'GoldReaderRole', { value: role.roleArn });
  }
}
