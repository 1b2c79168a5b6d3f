import { aws_iam as iam } from 'aws-cdk-lib';

/** A Deny of a key's policy: only a service of AWS may hand its use on, for a resource that it encrypts. Every condition in the form that Control Tower's CT.KMS.PR.3 reads. */
export function grantsByServicesAlone(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'GrantsByServicesAlone',
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: ['kms:CreateGrant'],
    resources: ['*'],
    conditions: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
  });
}
