/** Templates that no checker can judge: it must say so, and never pass over it. */

import { bucketArn, FOREIGN_ACCOUNT, nameOf, objects, principal } from '../../edit/arn.ts';
import { add, allow, allowing, append, put, set } from '../../edit/edits.ts';
import { bucket, bucketPolicy, integrator, pipelineRole, sender } from '../../edit/find.ts';
import { documentOf, openLanding, reading } from '../../edit/rights.ts';
import {
  type Assembly,
  isObject,
  type Json,
  type JsonObject,
  listed,
  object,
  type Template,
} from '../../edit/template.ts';
import { type Mutant, mistake, mistakesOf } from '../../mutant.ts';

const unresolved = mistakesOf('unresolved');

const MANAGED: readonly Mutant[] = [
  unresolved('a sender carries a managed policy of AWS by its name', (assembly) =>
    append(sender(assembly), 'ManagedPolicyArns', 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'),
  ),
  unresolved('a PI Integrator carries a managed policy of AWS by its name', (assembly) =>
    append(integrator(assembly), 'ManagedPolicyArns', 'arn:aws:iam::aws:policy/AmazonKinesisFullAccess'),
  ),
  unresolved('a sender carries a managed policy that no stack makes', (assembly) =>
    append(sender(assembly), 'ManagedPolicyArns', principal(sender(assembly)).replace(/:role\/.*/, ':policy/plant')),
  ),
  unresolved('the intake carries a managed policy that no stack makes', (assembly) =>
    append(
      pipelineRole(assembly, 'landing-intake'),
      'ManagedPolicyArns',
      `arn:aws:iam::${FOREIGN_ACCOUNT}:policy/copy`,
    ),
  ),
  unresolved('a PI Integrator is a member of a group that no stack makes', (assembly) =>
    append(integrator(assembly), 'Groups', 'readers'),
  ),
  unresolved('a permission set of the organization reaches the account', (assembly) =>
    add(sender(assembly), 'People', 'AWS::SSO::PermissionSet', {
      InstanceArn: 'arn:aws:sso:::instance/ssoins-0123456789abcdef',
      Name: 'people',
      ManagedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    }),
  ),
];

/** The resource of a sender's puts is something that the template does not say. */
const resource = (words: string, value: Json, also?: (assembly: Assembly) => void): Mutant =>
  unresolved(`the resource of a sender's puts is ${words}`, (assembly) => {
    allowing(sender(assembly), 's3:PutObject').Resource = value;
    also?.(assembly);
  });

const REFERENCES: readonly Mutant[] = [
  resource('an import from another app', { 'Fn::ImportValue': 'landing-prefix' }),
  resource('an output that no stack has', { 'Fn::GetStackOutput': { StackName: 'another-app', OutputName: 'Prefix' } }),
  resource('a resource that the stack does not have', { 'Fn::GetAtt': ['Nowhere', 'Arn'] }),
  resource('a parameter that is given at deployment', { Ref: 'Prefix' }, (assembly) =>
    put(section(assembly, 'Parameters'), 'Prefix', { Type: 'String' }),
  ),
  resource('a parameter of Systems Manager', '{{resolve:ssm:/plant/prefix}}'),
  resource('made by a function that nobody knows', { 'Fn::Reverse': ['*', 'landing'] }),
  resource('made by a macro', { 'Fn::Transform': { Name: 'Prefixes', Parameters: { site: 'all' } } }),
  resource('chosen at deployment', { 'Fn::If': ['IsOpen', '*', 'arn:aws:s3:::landing/own/*'] }, (assembly) => {
    const asked = { 'Fn::Equals': ['{{resolve:ssm:/plant/open}}', 'yes'] };
    section(assembly, 'Conditions').IsOpen = asked;
  }),
  unresolved("an action of a sender is a secret's value", (assembly) =>
    allow(sender(assembly), '{{resolve:secretsmanager:plant:SecretString:action}}', objects(assembly, 'landing')),
  ),
  unresolved("landing's policy lets in whom a parameter names", (assembly) =>
    openLanding(assembly, { AWS: '{{resolve:ssm:/plant/reader}}' }),
  ),
  unresolved('a policy of the stack is for a role that another app exports', (assembly) => {
    const Roles = [{ 'Fn::ImportValue': 'reader' }];
    const PolicyDocument = reading(assembly, 'landing');
    add(sender(assembly), 'Second', 'AWS::IAM::Policy', { PolicyName: 'Second', Roles, PolicyDocument });
  }),
  unresolved('a policy of a bucket is on one that another app exports', (assembly) =>
    set(bucketPolicy(assembly, 'landing'), 'Bucket', { 'Fn::ImportValue': 'landing' }),
  ),
];

/** A resource that may hold a policy or make others, of a type that the app has no use for. */
const foreign = (words: string, type: string, properties: (assembly: Assembly) => JsonObject): Mutant =>
  unresolved(words, (assembly) => add(bucket(assembly, 'landing'), 'Unknown', type, properties(assembly)));

/** A type that is known to open a way of its own. */
const opened = (words: string, type: string, properties: (assembly: Assembly) => JsonObject): Mutant =>
  mistake('chain', words, (assembly) => add(bucket(assembly, 'landing'), 'Unknown', type, properties(assembly)));

const TYPES: readonly Mutant[] = [
  foreign('a stack lies within a stack', 'AWS::CloudFormation::Stack', () => ({
    TemplateURL: 'https://s3.amazonaws.com/templates/plant.json',
  })),
  foreign('a custom resource has a policy', 'Custom::BucketPolicy', (assembly) => ({
    ServiceToken: `arn:aws:lambda:us-east-1:${FOREIGN_ACCOUNT}:function:policies`,
    Bucket: bucketArn(assembly, 'landing'),
    Policy: documentOf({ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }),
  })),
  foreign('a type that nobody knows has a policy', 'AWS::S3::DoorPolicy', (assembly) => ({
    Bucket: bucketArn(assembly, 'landing'),
    PolicyDocument: documentOf({
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: objects(assembly, 'landing'),
    }),
  })),
  foreign('a bucket of tables has a policy', 'AWS::S3Tables::TableBucketPolicy', () => ({
    TableBucketARN: 'arn:aws:s3tables:us-east-1:000000000000:bucket/plant',
    ResourcePolicy: documentOf({ Effect: 'Allow', Principal: '*', Action: 's3tables:*', Resource: '*' }),
  })),
  opened('Lake Formation gives a sender tables', 'AWS::LakeFormation::PrincipalPermissions', (assembly) => ({
    Principal: { DataLakePrincipalIdentifier: principal(sender(assembly)) },
    Permissions: ['SELECT'],
    PermissionsWithGrantOption: [],
    Resource: { Table: { CatalogId: FOREIGN_ACCOUNT, DatabaseName: 'plant', TableWildcard: {} } },
  })),
  foreign('a resource is shared with another account', 'AWS::RAM::ResourceShare', (assembly) => ({
    Name: 'landing',
    Principals: [FOREIGN_ACCOUNT],
    ResourceArns: [bucketArn(assembly, 'landing')],
  })),
  unresolved('a template includes another', (assembly) =>
    put(templateOf(assembly), 'Transform', {
      Name: 'AWS::Include',
      Parameters: { Location: 's3://templates/plant.json' },
    }),
  ),
  unresolved('a macro rewrites a template', (assembly) => put(templateOf(assembly), 'Transform', ['Rewrite'])),
  unresolved('a policy stands in the template on a condition', (assembly) => {
    section(assembly, 'Parameters').Open = { Type: 'String' };
    section(assembly, 'Conditions').IsOpen = { 'Fn::Equals': [{ Ref: 'Open' }, 'yes'] };
    const PolicyDocument = reading(assembly, 'landing');
    const Properties = { PolicyName: 'Second', Roles: [nameOf(sender(assembly))], PolicyDocument };
    templateOf(assembly).Resources.Second = { Type: 'AWS::IAM::Policy', Condition: 'IsOpen', Properties };
  }),
];

/** Template of the stack that the senders stand in. */
function templateOf(assembly: Assembly): Template {
  const template = assembly.templates[sender(assembly).stack];
  if (template === undefined) throw new Error('no stack of the senders');
  return template;
}

/** A section of that template, made where it is not there: the live object. */
function section(assembly: Assembly, name: 'Parameters' | 'Conditions'): JsonObject {
  const template = templateOf(assembly);
  const made = object(template[name] ?? {}, name);
  template[name] = made;
  return made;
}

const LAYERS: readonly Mutant[] = [
  mistake(['unresolved', 'layer tags'], 'landing does not say which layer it is', (assembly) => {
    const tags = listed(bucket(assembly, 'landing').properties.Tags);
    const Tags = tags.filter((tag) => !isObject(tag) || tag.Key !== 'airlock:layer');
    set(bucket(assembly, 'landing'), 'Tags', Tags);
  }),
];

export const UNRESOLVED: readonly Mutant[] = [...MANAGED, ...REFERENCES, ...TYPES, ...LAYERS];
