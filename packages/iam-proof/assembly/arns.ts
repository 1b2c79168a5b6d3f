import { type JsonObject, textAt } from './json.ts';
import { domainOf, partitionOf } from './partition.ts';
import type { Stack } from './template.ts';

/** A resource whose physical name is asked for. */
export interface Named {
  readonly stack: Stack;
  readonly id: string;
  readonly type: string;
  /** With every reference that its name needs resolved. */
  readonly properties: JsonObject;
}

/** Values of `Ref` and `Fn::GetAtt` for one resource, as far as a policy can need them. */
export interface Physical {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Any other attribute is a text that is no ARN. */
  readonly isNameless?: true;
}

type Maker = (resource: Named) => Physical;

/** Values of `Ref` and `Fn::GetAtt` for a resource; undefined where its type is not known here. */
export function physicalOf(resource: Named): Physical | undefined {
  return (MAKERS[resource.type] ?? (NAMELESS.test(resource.type) ? nameless : undefined))?.(resource);
}

/** Types of which policies do not speak: what they are called is known to be no ARN, and is not known further. */
const NAMELESS = /^(AWS::EC2|AWS::EKS|AWS::SSM|Custom)::|^AWS::Glue::Classifier$|^AWS::CloudFormation::CustomResource$/;

const MAKERS: Readonly<Record<string, Maker>> = {
  'AWS::S3::Bucket': (r) => {
    const name = nameOf(r, 'BucketName').toLowerCase();
    return { ref: name, attributes: { Arn: `arn:${partitionOf(r.stack.region)}:s3:::${name}` } };
  },
  'AWS::SQS::Queue': (r) => {
    const name = nameOf(r, 'QueueName');
    return {
      ref: `https://sqs.${r.stack.region}.${domainOf(r.stack.region)}/${r.stack.account}/${name}`,
      attributes: { Arn: arn(r, 'sqs', name) },
    };
  },
  'AWS::SNS::Topic': (r) => byArn(arn(r, 'sns', nameOf(r, 'TopicName'))),
  'AWS::Kinesis::Stream': (r) => byName(r, 'Name', (name) => arn(r, 'kinesis', `stream/${name}`)),
  'AWS::Lambda::Function': (r) => byName(r, 'FunctionName', (name) => arn(r, 'lambda', `function:${name}`)),
  'AWS::Lambda::LayerVersion': (r) => byArn(arn(r, 'lambda', `layer:${nameOf(r, 'LayerName')}:1`)),
  'AWS::IAM::Role': (r) => byName(r, 'RoleName', (name) => iamArn(r, 'role', name)),
  'AWS::IAM::User': (r) => byName(r, 'UserName', (name) => iamArn(r, 'user', name)),
  'AWS::IAM::ManagedPolicy': (r) => byArn(iamArn(r, 'policy', nameOf(r, 'ManagedPolicyName'))),
  'AWS::KMS::Key': (r) => ({ ref: generated(r), attributes: { Arn: arn(r, 'kms', `key/${generated(r)}`) } }),
  'AWS::SecretsManager::Secret': (r) => byArn(arn(r, 'secretsmanager', `secret:${nameOf(r, 'Name')}-abcdef`)),
  'AWS::Logs::LogGroup': (r) => byName(r, 'LogGroupName', (name) => `${arn(r, 'logs', `log-group:${name}`)}:*`),
  'AWS::StepFunctions::StateMachine': (r) => byArn(arn(r, 'states', `stateMachine:${nameOf(r, 'StateMachineName')}`)),
  'AWS::Events::Rule': (r) => byName(r, 'Name', (name) => arn(r, 'events', `rule/${name}`)),
  'AWS::EKS::Cluster': (r) => ({ ...byName(r, 'Name', (name) => arn(r, 'eks', `cluster/${name}`)), isNameless: true }),
  'AWS::ElasticLoadBalancingV2::Listener': (r) => ofBalancer(r, 'listener/app'),
  'AWS::ElasticLoadBalancingV2::ListenerRule': (r) => ofBalancer(r, 'listener-rule/app'),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': (r) => ofBalancer(r, 'loadbalancer/app'),
  'AWS::ElasticLoadBalancingV2::TargetGroup': (r) => ofBalancer(r, 'targetgroup'),
  'AWS::Glue::Job': (r) => ({ ref: nameOf(r, 'Name'), attributes: {} }),
  'AWS::Glue::Crawler': (r) => ({ ref: nameOf(r, 'Name'), attributes: {} }),
  'AWS::Glue::Database': (r) => ({ ref: databaseName(r), attributes: {} }),
  'AWS::CloudWatch::Alarm': (r) => byName(r, 'AlarmName', (name) => arn(r, 'cloudwatch', `alarm:${name}`)),
  'AWS::CloudTrail::Trail': (r) => byName(r, 'TrailName', (name) => arn(r, 'cloudtrail', `trail/${name}`)),
  'AWS::RolesAnywhere::TrustAnchor': (r) => byId(r, 'TrustAnchorArn', 'trust-anchor'),
  'AWS::RolesAnywhere::Profile': (r) => byId(r, 'ProfileArn', 'profile'),
  'AWS::CodeBuild::Project': (r) => byName(r, 'Name', (name) => arn(r, 'codebuild', `project/${name}`)),
  'AWS::ECR::Repository': (r) => byName(r, 'RepositoryName', (name) => arn(r, 'ecr', `repository/${name}`)),
};

function nameless(resource: Named): Physical {
  return { ref: generated(resource), attributes: {}, isNameless: true };
}

/** A name that CloudFormation would make up: nobody can know it, and no policy may lean on it. */
function generated({ stack, id }: Named): string {
  return `${stack.name}-${id}-GENERATED`;
}

function nameOf(resource: Named, property: string): string {
  const given = resource.properties[property];
  return given === undefined ? generated(resource) : textAt(given, `${resource.stack.name}/${resource.id} ${property}`);
}

function databaseName(resource: Named): string {
  const input = resource.properties.DatabaseInput;
  const name = typeof input === 'object' && input !== null && 'Name' in input ? input.Name : undefined;
  return name === undefined ? generated(resource) : textAt(name, `${resource.stack.name}/${resource.id} Name`);
}

function arn({ stack }: Named, service: string, rest: string): string {
  return `arn:${partitionOf(stack.region)}:${service}:${stack.region}:${stack.account}:${rest}`;
}

function iamArn({ stack, properties }: Named, kind: string, name: string): string {
  const path = typeof properties.Path === 'string' ? properties.Path : '/';
  return `arn:${partitionOf(stack.region)}:iam::${stack.account}:${kind}${path}${name}`;
}

function byName(resource: Named, property: string, toArn: (name: string) => string): Physical {
  const ref = nameOf(resource, property);
  return { ref, attributes: { Arn: toArn(ref) } };
}

function byArn(value: string): Physical {
  return { ref: value, attributes: { Arn: value } };
}

/** With a last part of AWS's own making behind the name. */
function ofBalancer(resource: Named, segment: string): Physical {
  return { ...byArn(arn(resource, 'elasticloadbalancing', `${segment}/${generated(resource)}/0`)), isNameless: true };
}

function byId(resource: Named, attribute: string, segment: string): Physical {
  const id = generated(resource);
  const Arn = arn(resource, 'rolesanywhere', `${segment}/${id}`);
  return { ref: id, attributes: { Arn, [attribute]: Arn } };
}
