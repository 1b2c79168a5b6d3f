import { attribute } from '../../tools/proof/mutants/arn.ts';
import { add, append, set } from '../../tools/proof/mutants/edits.ts';
import { hasFeature } from '../../tools/proof/mutants/features.ts';
import { bucket, integrator, type Place, sender, topic } from '../../tools/proof/mutants/find.ts';
import { type Assembly, type JsonObject, text } from '../../tools/proof/mutants/template.ts';

/** A copy with what the app has where its senders come by certificate, its plants are bounded and a trail is kept. */
export function withNewShape(assembly: Assembly): Assembly {
  const copy = structuredClone(assembly);
  if (!hasFeature(copy, 'boundary')) bound(copy);
  if (!hasFeature(copy, 'roles anywhere')) certify(copy);
  if (!hasFeature(copy, 'trail')) trace(copy);
  if (!hasFeature(copy, 'layer tags')) tag(copy);
  if (!hasFeature(copy, 'key rotation')) keepKeys(copy);
  return copy;
}

function bound(assembly: Assembly): void {
  for (const [profile, who] of [
    ['sender', sender(assembly)],
    ['pi-integrator', integrator(assembly)],
  ] as const) {
    const Resource = `arn:aws:s3:::${text(bucket(assembly, 'landing').properties.BucketName, 'BucketName')}/site=*/feeder=${profile}/*`;
    const Statement = [{ Effect: 'Allow', Action: ['s3:PutObject', 's3:AbortMultipartUpload'], Resource }];
    const PolicyDocument = { Version: '2012-10-17', Statement };
    add(who, `${profile}Boundary`, 'AWS::IAM::ManagedPolicy', { PolicyDocument });
    set(who, 'PermissionsBoundary', { Ref: `${profile}Boundary` });
  }
}

function certify(assembly: Assembly): void {
  const who = sender(assembly);
  add(who, 'Anchor', 'AWS::RolesAnywhere::TrustAnchor', { Name: 'plants', Enabled: true });
  add(who, 'Profile', 'AWS::RolesAnywhere::Profile', {
    Name: 'sender',
    RoleArns: [attribute(who)],
    DurationSeconds: 3600,
  });
  const trust: JsonObject = {
    Effect: 'Allow',
    Principal: { Service: 'rolesanywhere.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    Condition: {
      ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': ['Anchor', 'TrustAnchorArn'] } },
      StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'east-chemicals' },
    },
  };
  set(who, 'AssumeRolePolicyDocument', { Version: '2012-10-17', Statement: [trust] });
}

function trace(assembly: Assembly): void {
  const landing = bucket(assembly, 'landing');
  const arnsOf = (of: Place): JsonObject => ({ 'Fn::Join': ['', [attribute(of), '/']] });
  const Values = [arnsOf(landing), arnsOf(bucket(assembly, 'bronze'))];
  add(landing, 'Trail', 'AWS::CloudTrail::Trail', {
    IsLogging: true,
    EnableLogFileValidation: true,
    S3BucketName: { Ref: bucket(assembly, 'access-logs').id },
    EventSelectors: [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::S3::Object', Values }] }],
  });
  const MetricTransformations = [{ MetricName: 'Refusals', MetricNamespace: 'Airlock', MetricValue: '1' }];
  const FilterPattern = '{ $.errorCode = "AccessDenied" }';
  add(landing, 'Refusals', 'AWS::Logs::MetricFilter', { FilterPattern, MetricTransformations });
  add(topic(assembly), 'Refused', 'AWS::CloudWatch::Alarm', { MetricName: 'Refusals', Namespace: 'Airlock' });
  set(landing, 'MetricsConfigurations', [{ Id: 'east-chemicals', Prefix: 'site=east-chemicals/' }]);
}

function tag(assembly: Assembly): void {
  for (const layer of ['access-logs', 'landing', 'bronze', 'silver', 'gold'] as const) {
    append(bucket(assembly, layer), 'Tags', { Key: 'airlock:layer', Value: layer });
  }
}

function keepKeys(assembly: Assembly): void {
  const who = integrator(assembly);
  const Statement = [{ Effect: 'Allow', Action: 'iam:CreateAccessKey', Resource: attribute(who) }];
  const Policies = [{ PolicyName: 'Work', PolicyDocument: { Version: '2012-10-17', Statement } }];
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  add(who, 'Keeper', 'AWS::IAM::Role', {
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] },
    RoleName: 'airlock-pi-integrator-key',
    Policies,
  });
  add(who, 'Keeps', 'AWS::Lambda::Function', {
    FunctionName: 'airlock-pi-integrator-key',
    Role: { 'Fn::GetAtt': ['Keeper', 'Arn'] },
  });
}
