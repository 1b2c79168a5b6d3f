import { aws_iam as iam, RemovalPolicy, SecretValue, aws_secretsmanager as secretsmanager, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { plantName, plantPath, plantSecretName } from '../contract.ts';
import { networkStatements, type PlantIdentityProps, plantStatements } from './plant-policy.ts';

/** Identity of a PI Integrator for Business Analytics: an IAM user, since the product signs with a static key and nothing else. */
export class PiIntegratorUser extends Construct {
  readonly user: iam.User;
  readonly secret: secretsmanager.ISecret;

  constructor(scope: Construct, id: string, { deployment, landing, grant, boundary }: PlantIdentityProps) {
    super(scope, id);
    this.user = new iam.User(this, 'User', {
      path: plantPath(deployment),
      userName: plantName(deployment, grant.site, 'pi-integrator'),
      permissionsBoundary: boundary,
    });
    const statements = [...plantStatements(landing, 'pi-integrator', [grant]), ...networkStatements(grant)];
    this.user.attachInlinePolicy(new iam.Policy(this, 'WriteOnly', { statements }));
    // Read by whoever checks the identity: what it may do beside putting is meant so.
    if (grant.allow.length > 0) Tags.of(this.user).add('airlock:allow', grant.allow.join(' '));
    const key = new iam.AccessKey(this, 'Key', { user: this.user });
    this.secret = new secretsmanager.Secret(this, 'Secret', {
      secretName: plantSecretName(deployment, grant.site),
      description: `Access key of ${plantName(deployment, grant.site, 'pi-integrator')}, to be typed into PI Integrator`,
      removalPolicy: RemovalPolicy.DESTROY,
      secretObjectValue: {
        accessKeyId: SecretValue.unsafePlainText(key.accessKeyId),
        secretAccessKey: key.secretAccessKey,
      },
    });
  }
}
