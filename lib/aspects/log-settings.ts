import { type IAspect, aws_logs as logs } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

export interface LogSettingsProps {
  readonly retentionDays: number;

  /**
   * ARN of the key under which logs are kept.
   *
   * @default - the service's own key
   */
  readonly keyArn?: string | undefined;
}

/** Keeps every log as long as the configuration says and under its key: those of CDK's own functions too. */
export class LogSettings implements IAspect {
  constructor(private readonly props: LogSettingsProps) {}

  visit(node: IConstruct): void {
    if (!(node instanceof logs.CfnLogGroup)) return;
    node.retentionInDays = this.props.retentionDays;
    if (this.props.keyArn !== undefined) node.kmsKeyId = this.props.keyArn;
  }
}
