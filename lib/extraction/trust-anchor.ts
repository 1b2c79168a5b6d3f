import { aws_rolesanywhere as rolesanywhere } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Deployment, deploymentName } from '../contract/index.ts';

export interface TrustAnchorProps {
  readonly deployment: Deployment;

  /** CA certificates, as PEM. */
  readonly certificates: string;
}

/** The authority whose certificates open the senders' roles, each its own by its common name. */
export class TrustAnchor extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { deployment, certificates }: TrustAnchorProps) {
    super(scope, id);
    const anchor = new rolesanywhere.CfnTrustAnchor(this, 'Resource', {
      name: `${deploymentName(deployment)}-plants`,
      enabled: true,
      source: { sourceType: 'CERTIFICATE_BUNDLE', sourceData: { x509CertificateData: certificates } },
    });
    this.arn = anchor.attrTrustAnchorArn;
  }
}
