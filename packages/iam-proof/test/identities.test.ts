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
  Jo: iam('User', { UserName: 'jo', Groups: ['staff'] }),
  Writer: iam('Role', { RoleName: 'writer', AssumeRolePolicyDocument, Policies }),
  Staff: iam('Group', { GroupName: 'staff', Policies }),
  Guests: iam('Group', { GroupName: 'guests' }),
};

/** Where each policy of a user or role stands. */
function sources(name: string, more: JsonObject = {}): string[] {
  const stack = parseStack(where, { Resources: { ...HOLDERS, ...more } }, 'one');
  const { identities } = buildApp({ folder: 'cdk.out', stacks: [stack] });
  const own = identities.find((identity) => identity.name === name)?.policies ?? [];
  return own.flatMap(({ statements }) => statements.map(({ source }) => source.split(' ')[0] ?? ''));
}

test('a role has its own policies, and a user those of its group', () => {
  expect([sources('writer'), sources('jo')]).toEqual([['one/Writer'], ['one/Staff']]);
});

test.each([
  ['RolePolicy', { RoleName: 'writer' }, 'writer'],
  ['UserPolicy', { UserName: 'jo' }, 'jo'],
  ['GroupPolicy', { GroupName: 'staff' }, 'jo'],
  ['Policy', { Users: ['jo'] }, 'jo'],
  ['Policy', { Groups: ['staff'] }, 'jo'],
  ['ManagedPolicy', { Roles: [{ Ref: 'Writer' }] }, 'writer'],
] as const)('a %s is attached by %p to %s', (kind, named, holder) => {
  expect(sources(holder, { More: iam(kind, { ...named, PolicyDocument }) })).toContain('one/More');
});

test('a user that is added to a group has its policies', () => {
  const more = {
    Read: iam('GroupPolicy', { GroupName: 'guests', PolicyDocument }),
    Add: iam('UserToGroupAddition', { GroupName: 'guests', Users: ['jo'] }),
  };
  expect(sources('jo', more)).toEqual(['one/Staff', 'one/Read']);
});

test.each([
  ['RolePolicy', { RoleName: 'gone', PolicyDocument }, 'attached to the role/gone, which is not in this assembly'],
  ['UserToGroupAddition', { GroupName: 'gone', Users: ['jo'] }, 'the group gone is not in this assembly'],
] as const)('a %s of what is not there cannot be told', (kind, properties, message) => {
  expect(() => sources('jo', { More: iam(kind, properties) })).toThrow(message);
});
