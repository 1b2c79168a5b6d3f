/** Templates that no checker can judge: it must say so, and never pass over it. */

import { add, append, type Edit, narrow, section, set, templateOf, together } from '../../edit/edits.ts';
import { bucket, bucketPolicy, type Finder, intake, integrator, sender } from '../../edit/find.ts';
import { arnOf, FOREIGN_ACCOUNT, type Given, type GivenObject, nameOf, on, replaced } from '../../edit/given.ts';
import { allow, allowed, aws, openLanding, reading } from '../../edit/rights.ts';
import { allowing } from '../../edit/statements.ts';
import { isObject } from '../../edit/template.ts';
import { type Mutant, mistake, mistakes } from '../../mutant.ts';

/** Somebody carries a managed policy that no template holds. */
const carries = (who: Finder, policy: Given): Edit => append(who, 'ManagedPolicyArns', policy);
const ofAws = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
const ofAccount = replaced(arnOf(sender), /:role\/.*/, ':policy/plant');

const MANAGED = mistakes('unresolved', {
  'a sender carries a managed policy of AWS by its name': carries(sender, ofAws('AmazonS3ReadOnlyAccess')),
  'a PI Integrator carries a managed policy of AWS by its name': carries(integrator, ofAws('AmazonKinesisFullAccess')),
  'a sender carries a managed policy that no stack makes': carries(sender, ofAccount),
  'the intake carries a managed policy that no stack makes': carries(
    intake,
    `arn:aws:iam::${FOREIGN_ACCOUNT}:policy/copy`,
  ),
  'a PI Integrator is a member of a group that no stack makes': append(integrator, 'Groups', 'readers'),
  'a permission set of the organization reaches the account': add(sender, 'People', 'AWS::SSO::PermissionSet', {
    InstanceArn: 'arn:aws:sso:::instance/ssoins-0123456789abcdef',
    Name: 'people',
    ManagedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
  }),
});

const parameters = section(sender, 'Parameters');
const conditions = section(sender, 'Conditions');

/** The resource of a sender's puts is something that the template does not say. */
const resource = (words: string, Resource: Given, ...also: readonly Edit[]): Mutant => {
  const named = set(allowing(sender, 's3:PutObject'), { Resource });
  return mistake('unresolved', `the resource of a sender's puts is ${words}`, together(named, ...also));
};

const RESOURCES: readonly Mutant[] = [
  resource('an import from another app', { 'Fn::ImportValue': 'landing-prefix' }),
  resource('an output that no stack has', { 'Fn::GetStackOutput': { StackName: 'another-app', OutputName: 'Prefix' } }),
  resource('a resource that the stack does not have', { 'Fn::GetAtt': ['Nowhere', 'Arn'] }),
  resource(
    'a parameter that is given at deployment',
    { Ref: 'Prefix' },
    set(parameters, { Prefix: { Type: 'String' } }),
  ),
  resource('a parameter of Systems Manager', '{{resolve:ssm:/plant/prefix}}'),
  resource('made by a function that nobody knows', { 'Fn::Reverse': ['*', 'landing'] }),
  resource('made by a macro', { 'Fn::Transform': { Name: 'Prefixes', Parameters: { site: 'all' } } }),
  resource(
    'chosen at deployment',
    { 'Fn::If': ['IsOpen', '*', 'arn:aws:s3:::landing/own/*'] },
    set(conditions, { IsOpen: { 'Fn::Equals': ['{{resolve:ssm:/plant/open}}', 'yes'] } }),
  ),
];

const REFERENCES = mistakes('unresolved', {
  "an action of a sender is a secret's value": allow(
    sender,
    '{{resolve:secretsmanager:plant:SecretString:action}}',
    on('landing/*'),
  ),
  "landing's policy lets in whom a parameter names": openLanding(aws('{{resolve:ssm:/plant/reader}}')),
  'a policy of the stack is for a role that another app exports': add(sender, 'Second', 'AWS::IAM::Policy', {
    PolicyName: 'Second',
    Roles: [{ 'Fn::ImportValue': 'reader' }],
    PolicyDocument: reading('landing'),
  }),
  'a policy of a bucket is on one that another app exports': set(bucketPolicy('landing'), {
    Bucket: {
      'Fn::ImportValue': 'landing',
    },
  }),
});

/** A resource that may hold a policy or make others, of a type that the app has no use for. */
const foreign = (type: string, properties: GivenObject): Edit => add(bucket('landing'), 'Unknown', type, properties);

const TYPES = mistakes('unresolved', {
  'a stack lies within a stack': foreign('AWS::CloudFormation::Stack', {
    TemplateURL: 'https://s3.amazonaws.com/templates/plant.json',
  }),
  'a custom resource has a policy': foreign('Custom::BucketPolicy', {
    ServiceToken: `arn:aws:lambda:us-east-1:${FOREIGN_ACCOUNT}:function:policies`,
    Bucket: on('landing'),
    Policy: allowed({ Principal: '*', Action: 's3:*', Resource: '*' }),
  }),
  'a type that nobody knows has a policy': foreign('AWS::S3::DoorPolicy', {
    Bucket: on('landing'),
    PolicyDocument: allowed({ Principal: '*', Action: 's3:GetObject', Resource: on('landing/*') }),
  }),
  'a bucket of tables has a policy': foreign('AWS::S3Tables::TableBucketPolicy', {
    TableBucketARN: 'arn:aws:s3tables:us-east-1:000000000000:bucket/plant',
    ResourcePolicy: allowed({ Principal: '*', Action: 's3tables:*', Resource: '*' }),
  }),
  'a resource is shared with another account': foreign('AWS::RAM::ResourceShare', {
    Name: 'landing',
    Principals: [FOREIGN_ACCOUNT],
    ResourceArns: [on('landing')],
  }),
  'a template includes another': set(templateOf(sender), {
    Transform: {
      Name: 'AWS::Include',
      Parameters: { Location: 's3://templates/plant.json' },
    },
  }),
  'a macro rewrites a template': set(templateOf(sender), { Transform: ['Rewrite'] }),
  'a policy stands in the template on a condition': together(
    set(parameters, { Open: { Type: 'String' } }),
    set(conditions, { IsOpen: { 'Fn::Equals': [{ Ref: 'Open' }, 'yes'] } }),
    set(templateOf(sender), {
      'Resources.Second': {
        Type: 'AWS::IAM::Policy',
        Condition: 'IsOpen',
        Properties: { PolicyName: 'Second', Roles: [nameOf(sender)], PolicyDocument: reading('landing') },
      },
    }),
  ),
});

const KNOWN: readonly Mutant[] = [
  ...mistakes('chain', {
    'Lake Formation gives a sender tables': foreign('AWS::LakeFormation::PrincipalPermissions', {
      Principal: { DataLakePrincipalIdentifier: arnOf(sender) },
      Permissions: ['SELECT'],
      PermissionsWithGrantOption: [],
      Resource: { Table: { CatalogId: FOREIGN_ACCOUNT, DatabaseName: 'plant', TableWildcard: {} } },
    }),
  }),
  ...mistakes(['unresolved', 'layer tags'], {
    'landing does not say which layer it is': narrow(
      bucket('landing'),
      'Tags',
      (tag) => isObject(tag) && tag.Key === 'airlock:layer',
    ),
  }),
];

export const UNRESOLVED: readonly Mutant[] = [...MANAGED, ...RESOURCES, ...REFERENCES, ...TYPES, ...KNOWN];
