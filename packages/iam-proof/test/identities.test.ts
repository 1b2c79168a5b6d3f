import { buildApp } from '../app/build.ts';
import type { JsonObject } from '../assembly/json.ts';
import { parseStack } from '../assembly/read.ts';

const where = { name: 'one', account: '111111111111', region: 'eu-west-1', assetBuckets: [] };
const iam = (kind: string, Properties: JsonObject): JsonObject => ({ Type: `AWS::IAM::${kind}`, Properties });
const PolicyDocument: JsonObject = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
};
const Policies = [{ PolicyName: 'Own', PolicyDocument }];
const AssumeRolePolicyDocument: JsonObject = { Version: '2012-10-17', Statement: [] };
const HOLDERS: JsonObject = {
  Jo: iam('User', { UserName: 'jo' }),
  Writer: iam('Role', { RoleName: 'writer', AssumeRolePolicyDocument, Policies }),
};

/** Where each policy of a user or role stands. */
function sources(name: string, more: JsonObject = {}): string[] {
  const stack = parseStack(where, { Resources: { ...HOLDERS, ...more } }, 'one');
  const { identities } = buildApp({ folder: 'cdk.out', stacks: [stack] });
  const own = identities.find((identity) => identity.name === name)?.policies ?? [];
  return own.flatMap(({ statements }) => statements.map(({ source }) => source.split(' ')[0] ?? ''));
}

test('a role has its own policies', () => {
  expect(sources('writer')).toEqual(['one/Writer']);
});

test.each([
  ['Policy', { Users: ['jo'] }, 'jo'],
  ['Policy', { Roles: ['writer'] }, 'writer'],
  ['ManagedPolicy', { Roles: [{ Ref: 'Writer' }] }, 'writer'],
] as const)('a %s is attached by %p to %s', (kind, named, holder) => {
  expect(sources(holder, { More: iam(kind, { ...named, PolicyDocument }) })).toContain('one/More');
});

test('a policy of the app, and one of AWS, are attached by their ARNs', () => {
  const own = iam('ManagedPolicy', { ManagedPolicyName: 'own', PolicyDocument });
  const arns = [{ Ref: 'Own' }, 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'];
  const reader = iam('Role', { RoleName: 'reader', AssumeRolePolicyDocument, ManagedPolicyArns: arns });
  expect(sources('reader', { Own: own, Reader: reader })).toEqual(['one/Own', 'one/Reader']);
});

test.each([
  ['Policy', { Roles: ['gone'], PolicyDocument }, 'attached to the role/gone, which is not in this assembly'],
  ['Policy', { Groups: ['staff'], PolicyDocument }, 'one/More Groups: groups are not understood'],
  ['User', { Groups: ['staff'] }, 'one/More Groups: groups are not understood'],
  ['Group', { GroupName: 'staff', Policies }, 'the type AWS::IAM::Group is not known'],
  ['RolePolicy', { RoleName: 'writer', PolicyDocument }, 'the type AWS::IAM::RolePolicy is not known'],
  [
    'Role',
    { AssumeRolePolicyDocument, ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
    'the policy arn:aws:iam::aws:policy/AdministratorAccess is neither in this assembly nor in managed-policies.json',
  ],
] as const)('a %s of %j cannot be told', (kind, properties, message) => {
  expect(() => sources('jo', { More: iam(kind, properties) })).toThrow(message);
});
