import { aws_iam as iam, RemovalPolicy, aws_secretsmanager as secretsmanager, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Deployment, plantName, plantPath, plantSecretName } from '../contract/index.ts';
import { tellNetwork } from './plant-network.ts';
import { networkStatements, type PlantIdentityProps, plantStatements, sessionStatements } from './plant-policy.ts';

/** Identity of a PI Integrator for Business Analytics: an IAM user, since the product signs with a static key and nothing else. */
export class PiIntegratorUser extends Construct {
  readonly user: iam.User;

  constructor(scope: Construct, id: string, { deployment, landing, grant, boundary }: PlantIdentityProps) {
    super(scope, id);
    this.user = new iam.User(this, 'User', {
      path: plantPath(deployment),
      userName: plantName(deployment, grant.site, 'pi-integrator'),
      permissionsBoundary: boundary,
    });
    const statements = [
      ...plantStatements(landing, 'pi-integrator', [grant]),
      ...sessionStatements('pi-integrator'),
      ...networkStatements(grant),
    ];
    this.user.attachInlinePolicy(new iam.Policy(this, 'WriteOnly', { statements }));
    // Read by whoever checks the identity: what it may do beside putting is meant so.
    if (grant.allow.length > 0) Tags.of(this.user).add('airlock:allow', grant.allow.join(' '));
    tellNetwork(this.user, grant.network);
    this.emptySecret(deployment, grant.site);
  }

  /** Without a value, which the L2 would make up at random: the function that makes keys puts each in. */
  private emptySecret(deployment: Deployment, site: string): void {
    // With the L2's ids: under another logical id its name would be taken.
    const secret = new secretsmanager.CfnSecret(new Construct(this, 'Secret'), 'Resource', {
      name: plantSecretName(deployment, site),
      description: `Access key of ${plantName(deployment, site, 'pi-integrator')}, to be typed into PI Integrator`,
    });
    secret.applyRemovalPolicy(RemovalPolicy.DESTROY);
  }
}
