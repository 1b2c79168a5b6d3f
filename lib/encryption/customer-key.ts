import { aws_kms as kms, type RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config } from '../config/config.ts';
import { deploymentName } from '../contract/index.ts';
import { grantsByServicesAlone } from './grants.ts';
import { serviceStatements } from './key-policy.ts';

export interface CustomerKeyProps {
  readonly config: Config;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The key of KMS under which the layers behind landing, the streams, the logs and the messages lie: made here, or the
 * customer's own, whose policy is then the customer's. Undefined where AWS's own keys do.
 */
export function customerKey(scope: Construct, id: string, props: CustomerKeyProps): kms.IKey | undefined {
  const { customerKey: wanted } = props.config;
  if (wanted === null) return undefined;
  return wanted === 'create' ? new OwnKey(scope, id, props).key : kms.Key.fromKeyArn(scope, id, wanted.arn);
}

/** A key of the deployment's: the account's IAM policies say who uses it, and services only for what is ours. */
class OwnKey extends Construct {
  readonly key: kms.Key;

  constructor(scope: Construct, id: string, { config, removalPolicy }: CustomerKeyProps) {
    super(scope, id);
    this.key = new kms.Key(this, 'Resource', {
      alias: `${deploymentName(config)}-data`,
      description: `Data, logs and messages of ${deploymentName(config)}`,
      enableKeyRotation: true,
      removalPolicy,
    });
    for (const statement of [...serviceStatements(config), grantsByServicesAlone()])
      this.key.addToResourcePolicy(statement);
  }
}
