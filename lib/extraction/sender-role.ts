import { Duration, aws_iam as iam, aws_rolesanywhere as rolesanywhere } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { plantName, plantPath } from '../contract/index.ts';
import { tellNetwork } from './plant-network.ts';
import { networkStatements, type PlantIdentityProps, plantStatements } from './plant-policy.ts';

/** As long as a stolen session is of use. */
const SESSION = Duration.hours(1);

export interface SenderRoleProps extends PlantIdentityProps {
  /** ARN of the trust anchor that the sender's certificate must hang on. */
  readonly trustAnchorArn: string;

  /** Common name in the subject of the sender's certificate. */
  readonly commonName: string;
}

/** Identity of our own sender at one site: a role whose sessions a certificate opens, never a stored key. */
export class SenderRole extends Construct {
  readonly role: iam.Role;
  readonly profileArn: string;

  constructor(scope: Construct, id: string, props: SenderRoleProps) {
    super(scope, id);
    const name = plantName(props.deployment, props.grant.site, 'sender');
    const holder = holderOf(props);
    this.role = new iam.Role(this, 'Role', {
      path: plantPath(props.deployment),
      roleName: name,
      assumedBy: holder,
      maxSessionDuration: SESSION,
      permissionsBoundary: props.boundary,
      inlinePolicies: {
        WriteOnly: new iam.PolicyDocument({
          statements: [...plantStatements(props.landing, 'sender', [props.grant]), ...networkStatements(props.grant)],
        }),
      },
    });
    tellNetwork(this.role, props.grant.network);
    // The service tags each session with the certificate's subject, and names its serial number as the source.
    this.role.assumeRolePolicy?.addStatements(
      new iam.PolicyStatement({ principals: [holder], actions: ['sts:TagSession', 'sts:SetSourceIdentity'] }),
    );
    const profile = new rolesanywhere.CfnProfile(this, 'Profile', {
      name,
      enabled: true,
      roleArns: [this.role.roleArn],
      durationSeconds: SESSION.toSeconds(),
    });
    this.profileArn = profile.attrProfileArn;
  }
}

/** Whoever holds the site's certificate: any other one under the anchor is another site's. */
function holderOf({ trustAnchorArn, commonName }: SenderRoleProps): iam.ServicePrincipal {
  return new iam.ServicePrincipal('rolesanywhere.amazonaws.com', {
    conditions: {
      ArnEquals: { 'aws:SourceArn': trustAnchorArn },
      StringEquals: { 'aws:PrincipalTag/x509Subject/CN': commonName },
    },
  });
}
