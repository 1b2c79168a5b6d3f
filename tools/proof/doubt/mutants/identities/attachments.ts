/** The ways by which a right reaches an identity, other than the policy that everybody looks at. */

import { nameOf } from '../../edit/arn.ts';
import { add, append, set } from '../../edit/edits.ts';
import { boundaryOf, bucket, goldReader, integrator, type Place, pipelineRole, sender } from '../../edit/find.ts';
import { reading } from '../../edit/rights.ts';
import type { Assembly, JsonObject } from '../../edit/template.ts';
import { type Mutant, mistake, mistakesOf } from '../../mutant.ts';

const attached = mistakesOf('identity');

/** A second policy of the stack that lets those read landing whom its properties name. */
const second = (name: string, who: (assembly: Assembly) => Place, type: string, named: (who: Place) => JsonObject) =>
  attached(name, (assembly) => {
    const PolicyDocument = reading(assembly, 'landing');
    add(who(assembly), 'Second', `AWS::IAM::${type}`, { PolicyDocument, ...named(who(assembly)) });
  });
const PolicyName = 'Second';

export const ATTACHMENTS: readonly Mutant[] = [
  attached('a sender has a second inline policy that reads', (assembly) =>
    append(sender(assembly), 'Policies', { PolicyName, PolicyDocument: reading(assembly, 'landing') }),
  ),
  attached('a PI Integrator has an inline policy that reads', (assembly) =>
    append(integrator(assembly), 'Policies', { PolicyName, PolicyDocument: reading(assembly, 'landing') }),
  ),
  second('a UserPolicy lets a PI Integrator read', integrator, 'UserPolicy', ({ id }) => ({
    PolicyName,
    UserName: { Ref: id },
  })),
  second('a RolePolicy lets a sender read', sender, 'RolePolicy', ({ id }) => ({ PolicyName, RoleName: { Ref: id } })),
  second('a Policy lets a PI Integrator read and names it by its name', integrator, 'Policy', (who) => ({
    PolicyName,
    Users: [nameOf(who)],
  })),
  attached('a Policy of another stack lets a sender read', (assembly) => {
    const PolicyDocument = reading(assembly, 'landing');
    const Roles = [nameOf(sender(assembly))];
    add(bucket(assembly, 'gold'), 'Second', 'AWS::IAM::Policy', { PolicyName, Roles, PolicyDocument });
  }),
  second('a Policy is shared by the sweep and a sender', sender, 'Policy', ({ id, assembly }) => ({
    PolicyName,
    Roles: [{ Ref: pipelineRole(assembly, 'landing-sweep').id }, { Ref: id }],
  })),
  second(
    'a ManagedPolicy of the stack names a PI Integrator among its users',
    integrator,
    'ManagedPolicy',
    ({ id }) => ({ Users: [{ Ref: id }] }),
  ),
  second('a ManagedPolicy of the stack names a sender among its roles', sender, 'ManagedPolicy', ({ id }) => ({
    Roles: [{ Ref: id }],
  })),
  attached('a sender carries a ManagedPolicy of the stack that reads', (assembly) => {
    add(sender(assembly), 'Second', 'AWS::IAM::ManagedPolicy', { PolicyDocument: reading(assembly, 'landing') });
    append(sender(assembly), 'ManagedPolicyArns', { Ref: 'Second' });
  }),
  attached('a PI Integrator is a member of a group that reads', (assembly) => {
    const Policies = [{ PolicyName: 'Read', PolicyDocument: reading(assembly, 'landing') }];
    add(integrator(assembly), 'Readers', 'AWS::IAM::Group', { GroupName: 'readers', Policies });
    append(integrator(assembly), 'Groups', { Ref: 'Readers' });
  }),
  attached('a UserToGroupAddition puts a PI Integrator into a group that reads', (assembly) => {
    const Policies = [{ PolicyName: 'Read', PolicyDocument: reading(assembly, 'landing') }];
    const who = integrator(assembly);
    add(who, 'Readers', 'AWS::IAM::Group', { GroupName: 'readers', Policies });
    add(who, 'Members', 'AWS::IAM::UserToGroupAddition', { GroupName: { Ref: 'Readers' }, Users: [{ Ref: who.id }] });
  }),
  attached('a GroupPolicy lets the group of a PI Integrator read', (assembly) => {
    const who = integrator(assembly);
    add(who, 'Readers', 'AWS::IAM::Group', { GroupName: 'readers' });
    const GroupName = { Ref: 'Readers' };
    add(who, 'Read', 'AWS::IAM::GroupPolicy', {
      PolicyName: 'Read',
      GroupName,
      PolicyDocument: reading(assembly, 'landing'),
    });
    append(who, 'Groups', GroupName);
  }),
  attached('a role that nobody configured stands among the plants and reads', (assembly) => {
    const { AssumeRolePolicyDocument, Path } = sender(assembly).properties;
    const Policies = [{ PolicyName: 'Read', PolicyDocument: reading(assembly, 'landing') }];
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
