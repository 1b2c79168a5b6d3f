import {
  aws_iam as iam,
  RemovalPolicy,
  SecretValue,
  type aws_s3 as s3,
  aws_secretsmanager as secretsmanager,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Deployment, plantName, plantPath, plantSecretName } from '../contract.ts';
import { plantStatements } from './plant-policy.ts';

export interface PiIntegratorUserProps {
  readonly deployment: Deployment;
  readonly site: string;
  readonly landing: s3.IBucket;
}

/**
 * Identity of a PI Integrator for Business Analytics. The product signs with a static access key and nothing else, so it
 * is an IAM user; its key lies in Secrets Manager for the person who types it in.
 */
export class PiIntegratorUser extends Construct {
  readonly user: iam.User;
  readonly secret: secretsmanager.ISecret;

  constructor(scope: Construct, id: string, props: PiIntegratorUserProps) {
    super(scope, id);
    const name = plantName(props.deployment, props.site, 'pi-integrator');
    this.user = new iam.User(this, 'User', { path: plantPath(props.deployment), userName: name });
    this.user.attachInlinePolicy(
      new iam.Policy(this, 'WriteOnly', { statements: plantStatements(props.landing, props.site, 'pi-integrator') }),
    );
    const key = new iam.AccessKey(this, 'Key', { user: this.user });
    this.secret = new secretsmanager.Secret(this, 'Secret', {
      secretName: plantSecretName(props.deployment, props.site),
      description: `Access key of ${name}, to be typed into PI Integrator`,
      removalPolicy: RemovalPolicy.DESTROY,
      secretObjectValue: {
        accessKeyId: SecretValue.unsafePlainText(key.accessKeyId),
        secretAccessKey: key.secretAccessKey,
      },
    });
  }
}
