import { aws_rolesanywhere as rolesanywhere } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Deployment, deploymentName } from '../contract/index.ts';

export interface TrustAnchorProps {
  readonly deployment: Deployment;

  /** CA certificates as PEM, or an authority of AWS Private CA. */
  readonly authority: { readonly certificates: string } | { readonly acmPcaArn: string };
}

/** The authority whose certificates open the senders' roles, each its own by its common name. */
export class TrustAnchor extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { deployment, authority }: TrustAnchorProps) {
    super(scope, id);
    const anchor = new rolesanywhere.CfnTrustAnchor(this, 'Resource', {
      name: `${deploymentName(deployment)}-plants`,
      enabled: true,
      source:
        'acmPcaArn' in authority
          ? { sourceType: 'AWS_ACM_PCA', sourceData: authority }
          : { sourceType: 'CERTIFICATE_BUNDLE', sourceData: { x509CertificateData: authority.certificates } },
    });
    this.arn = anchor.attrTrustAnchorArn;
  }
}
