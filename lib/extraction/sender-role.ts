import { Duration, aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Deployment, plantName, plantPath } from '../contract.ts';
import { plantStatements, streamStatement } from './plant-policy.ts';

export interface SenderRoleProps {
  readonly deployment: Deployment;
  readonly site: string;
  readonly landing: s3.IBucket;

  /** What a caller must name to assume the role. */
  readonly externalId: string;

  /**
   * ARN of the stream that the sender may put records into.
   *
   * @default - it may put into no stream
   */
  readonly streamArn?: string;
}

/** Identity of our own sender at one site: a role with sessions of one hour, never a stored key. */
export class SenderRole extends Construct {
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, props: SenderRoleProps) {
    super(scope, id);
    this.role = new iam.Role(this, 'Role', {
      path: plantPath(props.deployment),
      roleName: plantName(props.deployment, props.site, 'sender'),
      assumedBy: new iam.AccountPrincipal(props.deployment.account),
      externalIds: [props.externalId],
      maxSessionDuration: Duration.hours(1),
      inlinePolicies: {
        WriteOnly: new iam.PolicyDocument({
          statements: [
            ...plantStatements(props.landing, props.site, 'sender'),
            ...(props.streamArn === undefined ? [] : [streamStatement(props.streamArn)]),
          ],
        }),
      },
    });
  }
}
