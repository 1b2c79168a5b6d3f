import { isObject, type Json, type JsonObject } from '../../../../packages/iam-proof/index.ts';
import type { Operator } from '../operator.ts';
import { isResource } from '../spots.ts';

/** A resource is there twice, which gives what it gives to whoever holds the second. */
export const doubled: Operator = (spot) => {
  const { Properties = {} } = isObject(spot.value) ? spot.value : {};
  return isResource(spot) ? [{ to: { Type: spot.type, Properties }, beside: true, word: 'a second' }] : [];
};

/** Something that opens a way stands beside a resource. */
export const beside: Operator = (spot) => {
  const id = String(spot.path[1]);
  const made = isResource(spot) ? BESIDE[spot.type]?.({ Ref: id }, { 'Fn::GetAtt': [id, 'Arn'] }) : [];
  return (made ?? []).map(([Type, Properties]) => ({ to: { Type, Properties }, beside: true, word: Type }));
};

type Beside = (ref: Json, arn: Json) => readonly (readonly [type: string, properties: JsonObject])[];

const everything = (Principal?: Json): JsonObject => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', ...(Principal !== undefined && { Principal }), Action: '*', Resource: '*' }],
});

/** By the type of a resource, what else may be put beside it. */
const BESIDE: Readonly<Record<string, Beside>> = {
  'AWS::IAM::Role': (ref, arn) => [
    ['AWS::IAM::Policy', { PolicyName: 'more', Roles: [ref], PolicyDocument: everything() }],
    ['AWS::IAM::RolePolicy', { PolicyName: 'more', RoleName: ref, PolicyDocument: everything() }],
    ['AWS::IAM::ManagedPolicy', { Roles: [ref], PolicyDocument: everything() }],
    ['AWS::IAM::InstanceProfile', { Roles: [ref] }],
    ['AWS::RolesAnywhere::Profile', { Name: 'more', RoleArns: [arn], Enabled: true }],
    ['AWS::EKS::PodIdentityAssociation', { ClusterName: 'any', Namespace: 'any', ServiceAccount: 'any', RoleArn: arn }],
    ['AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 hour)', Target: { Arn: 'any', RoleArn: arn } }],
  ],
  'AWS::IAM::User': (ref) => [
    ['AWS::IAM::AccessKey', { UserName: ref }],
    ['AWS::IAM::UserPolicy', { PolicyName: 'more', UserName: ref, PolicyDocument: everything() }],
    ['AWS::IAM::UserToGroupAddition', { GroupName: 'administrators', Users: [ref] }],
  ],
  'AWS::Lambda::Function': (ref, arn) => [
    ['AWS::Lambda::Url', { AuthType: 'NONE', TargetFunctionArn: arn }],
    ['AWS::Lambda::Permission', { Action: 'lambda:InvokeFunction', FunctionName: ref, Principal: '*' }],
    [
      'AWS::Lambda::EventSourceMapping',
      { FunctionName: ref, EventSourceArn: 'arn:aws:sqs:us-east-1:999999999999:any' },
    ],
  ],
  'AWS::S3::Bucket': (ref) => [
    ['AWS::S3::AccessPoint', { Bucket: ref }],
    ['AWS::S3::BucketPolicy', { Bucket: ref, PolicyDocument: everything('*') }],
    ['AWS::DataSync::LocationS3', { S3BucketArn: ref }],
  ],
  'AWS::SNS::Topic': (ref) => [
    ['AWS::SNS::Subscription', { TopicArn: ref, Protocol: 'https', Endpoint: 'https://elsewhere.example' }],
    ['AWS::SNS::TopicPolicy', { Topics: [ref], PolicyDocument: everything('*') }],
  ],
  'AWS::SQS::Queue': (ref) => [['AWS::SQS::QueuePolicy', { Queues: [ref], PolicyDocument: everything('*') }]],
  'AWS::Kinesis::Stream': (ref, arn) => [
    ['AWS::Kinesis::StreamConsumer', { StreamARN: arn, ConsumerName: 'more' }],
    ['AWS::Kinesis::ResourcePolicy', { ResourceArn: arn, ResourcePolicy: everything('*') }],
    ['AWS::KinesisFirehose::DeliveryStream', { KinesisStreamSourceConfiguration: { KinesisStreamARN: arn } }],
    ['AWS::Pipes::Pipe', { Source: arn, Target: ref }],
  ],
  'AWS::SecretsManager::Secret': (ref) => [
    ['AWS::SecretsManager::ResourcePolicy', { SecretId: ref, ResourcePolicy: everything('*') }],
    ['AWS::SecretsManager::RotationSchedule', { SecretId: ref }],
  ],
  'AWS::Logs::LogGroup': (ref) => [
    ['AWS::Logs::SubscriptionFilter', { LogGroupName: ref, DestinationArn: 'any', FilterPattern: '' }],
    ['AWS::Logs::ResourcePolicy', { PolicyName: 'more', PolicyDocument: JSON.stringify(everything('*')) }],
  ],
  'AWS::EKS::Cluster': (ref) => [
    ['AWS::EKS::AccessEntry', { ClusterName: ref, PrincipalArn: 'arn:aws:iam::999999999999:role/somebody' }],
  ],
  'AWS::Events::Rule': () => [
    ['AWS::Events::Rule', { EventPattern: { source: ['aws.s3'] }, Targets: [{ Id: 'more', Arn: 'any' }] }],
    ['AWS::Events::EventBusPolicy', { StatementId: 'more', Statement: everything('*') }],
  ],
};
