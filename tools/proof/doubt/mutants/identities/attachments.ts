/** The ways by which a right reaches an identity, other than the policy that everybody looks at. */

import { nameOf, objects } from '../../edit/arn.ts';
import { add, append, set } from '../../edit/edits.ts';
import { boundaryOf, bucket, goldReader, integrator, pipelineRole, sender } from '../../edit/find.ts';
import type { Assembly, JsonObject } from '../../edit/template.ts';
import { type Mutant, mistake, mistakesOf } from '../../mutant.ts';

/** A document that lets its holder read landing. */
const reading = (assembly: Assembly): JsonObject => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: objects(assembly, 'landing') }],
});

const attached = mistakesOf('identity');

export const ATTACHMENTS: readonly Mutant[] = [
  attached('a sender has a second inline policy that reads', (assembly) =>
    append(sender(assembly), 'Policies', { PolicyName: 'Second', PolicyDocument: reading(assembly) }),
  ),
  attached('a PI Integrator has an inline policy that reads', (assembly) =>
    append(integrator(assembly), 'Policies', { PolicyName: 'Second', PolicyDocument: reading(assembly) }),
  ),
  attached('a UserPolicy lets a PI Integrator read', (assembly) => {
    const UserName = { Ref: integrator(assembly).id };
    const PolicyDocument = reading(assembly);
    add(integrator(assembly), 'Second', 'AWS::IAM::UserPolicy', { PolicyName: 'Second', UserName, PolicyDocument });
  }),
  attached('a RolePolicy lets a sender read', (assembly) => {
    const RoleName = { Ref: sender(assembly).id };
    const PolicyDocument = reading(assembly);
    add(sender(assembly), 'Second', 'AWS::IAM::RolePolicy', { PolicyName: 'Second', RoleName, PolicyDocument });
  }),
  attached('a Policy lets a PI Integrator read and names it by its name', (assembly) => {
    const PolicyDocument = reading(assembly);
    const Users = [nameOf(integrator(assembly))];
    add(integrator(assembly), 'Second', 'AWS::IAM::Policy', { PolicyName: 'Second', Users, PolicyDocument });
  }),
  attached('a Policy of another stack lets a sender read', (assembly) => {
    const PolicyDocument = reading(assembly);
    const Roles = [nameOf(sender(assembly))];
    add(bucket(assembly, 'gold'), 'Second', 'AWS::IAM::Policy', { PolicyName: 'Second', Roles, PolicyDocument });
  }),
  attached('a Policy is shared by the sweep and a sender', (assembly) => {
    const Roles = [{ Ref: pipelineRole(assembly, 'landing-sweep').id }, { Ref: sender(assembly).id }];
    const PolicyDocument = reading(assembly);
    add(sender(assembly), 'Second', 'AWS::IAM::Policy', { PolicyName: 'Second', Roles, PolicyDocument });
  }),
  attached('a ManagedPolicy of the stack names a PI Integrator among its users', (assembly) => {
    const Users = [{ Ref: integrator(assembly).id }];
    const PolicyDocument = reading(assembly);
    add(integrator(assembly), 'Second', 'AWS::IAM::ManagedPolicy', { Users, PolicyDocument });
  }),
  attached('a ManagedPolicy of the stack names a sender among its roles', (assembly) => {
    const Roles = [{ Ref: sender(assembly).id }];
    const PolicyDocument = reading(assembly);
    add(sender(assembly), 'Second', 'AWS::IAM::ManagedPolicy', { Roles, PolicyDocument });
  }),
  attached('a sender carries a ManagedPolicy of the stack that reads', (assembly) => {
    add(sender(assembly), 'Second', 'AWS::IAM::ManagedPolicy', { PolicyDocument: reading(assembly) });
    append(sender(assembly), 'ManagedPolicyArns', { Ref: 'Second' });
  }),
  attached('a PI Integrator is a member of a group that reads', (assembly) => {
    const Policies = [{ PolicyName: 'Read', PolicyDocument: reading(assembly) }];
    add(integrator(assembly), 'Readers', 'AWS::IAM::Group', { GroupName: 'readers', Policies });
    append(integrator(assembly), 'Groups', { Ref: 'Readers' });
  }),
  attached('a UserToGroupAddition puts a PI Integrator into a group that reads', (assembly) => {
    const Policies = [{ PolicyName: 'Read', PolicyDocument: reading(assembly) }];
    const who = integrator(assembly);
    add(who, 'Readers', 'AWS::IAM::Group', { GroupName: 'readers', Policies });
    add(who, 'Members', 'AWS::IAM::UserToGroupAddition', { GroupName: { Ref: 'Readers' }, Users: [{ Ref: who.id }] });
  }),
  attached('a GroupPolicy lets the group of a PI Integrator read', (assembly) => {
    const who = integrator(assembly);
    add(who, 'Readers', 'AWS::IAM::Group', { GroupName: 'readers' });
    const GroupName = { Ref: 'Readers' };
    add(who, 'Read', 'AWS::IAM::GroupPolicy', { PolicyName: 'Read', GroupName, PolicyDocument: reading(assembly) });
    append(who, 'Groups', GroupName);
  }),
  attached('a role that nobody configured stands among the plants and reads', (assembly) => {
    const { AssumeRolePolicyDocument, Path } = sender(assembly).properties;
    const Policies = [{ PolicyName: 'Read', PolicyDocument: reading(assembly) }];
    const RoleName = `${nameOf(sender(assembly))}-2`;
    const properties = { AssumeRolePolicyDocument, Path, RoleName, MaxSessionDuration: 3600, Policies };
    add(sender(assembly), 'Second', 'AWS::IAM::Role', properties);
  }),
  mistake(['identity', 'boundary'], "a plant's boundary is attached as what its user may do", (assembly) => {
    const who = integrator(assembly);
    append(boundaryOf(who), 'Users', { Ref: who.id });
  }),
  attached("a sender's role stands outside the plants' path", (assembly) => set(sender(assembly), 'Path', '/')),
  mistake('unresolved', "a sender's name is not one that the Deny on overwriting matches", (assembly) => {
    const RoleName = nameOf(sender(assembly)).replace('-sender-', '-feeder-');
    set(sender(assembly), 'RoleName', RoleName);
  }),
  mistake('unresolved', 'the gold reader stands among the plants', (assembly) => {
    set(goldReader(assembly), 'Path', sender(assembly).properties.Path ?? null);
  }),
];
