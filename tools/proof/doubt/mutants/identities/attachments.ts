/** The ways by which a right reaches an identity, other than the policy that everybody looks at. */

import { add, append, type Edit, set, together } from '../../edit/edits.ts';
import { boundaryOf, bucket, type Finder, goldReader, integrator, pipelineRole, sender } from '../../edit/find.ts';
import { type GivenObject, nameOf, property, ref, replaced } from '../../edit/given.ts';
import { inline, reading } from '../../edit/rights.ts';
import { type Mutant, mistakes } from '../../mutant.ts';

const PolicyName = 'Second';
const PolicyDocument = reading('landing');
const GroupName = { Ref: 'Readers' };

/** A second policy of the stack that lets those read landing whom its properties name. */
const second = (beside: Finder, type: string, named: GivenObject): Edit =>
  add(beside, 'Second', `AWS::IAM::${type}`, { PolicyDocument, ...named });
const group = (Policies?: GivenObject[]): Edit =>
  add(integrator, 'Readers', 'AWS::IAM::Group', { GroupName: 'readers', Policies });
const joined = append(integrator, 'Groups', GroupName);

const ATTACHED = mistakes('identity', {
  'a sender has a second inline policy that reads': append(sender, 'Policies', inline('landing', PolicyName)),
  'a PI Integrator has an inline policy that reads': append(integrator, 'Policies', inline('landing', PolicyName)),
  'a UserPolicy lets a PI Integrator read': second(integrator, 'UserPolicy', { PolicyName, UserName: ref(integrator) }),
  'a RolePolicy lets a sender read': second(sender, 'RolePolicy', { PolicyName, RoleName: ref(sender) }),
  'a Policy lets a PI Integrator read and names it by its name': second(integrator, 'Policy', {
    PolicyName,
    Users: [nameOf(integrator)],
  }),
  'a Policy of another stack lets a sender read': second(bucket('gold'), 'Policy', {
    PolicyName,
    Roles: [nameOf(sender)],
  }),
  'a Policy is shared by the sweep and a sender': second(sender, 'Policy', {
    PolicyName,
    Roles: [ref(pipelineRole('landing-sweep')), ref(sender)],
  }),
  'a ManagedPolicy of the stack names a PI Integrator among its users': second(integrator, 'ManagedPolicy', {
    Users: [ref(integrator)],
  }),
  'a ManagedPolicy of the stack names a sender among its roles': second(sender, 'ManagedPolicy', {
    Roles: [ref(sender)],
  }),
  'a sender carries a ManagedPolicy of the stack that reads': together(
    second(sender, 'ManagedPolicy', {}),
    append(sender, 'ManagedPolicyArns', { Ref: 'Second' }),
  ),
  'a PI Integrator is a member of a group that reads': together(group([inline('landing')]), joined),
  'a UserToGroupAddition puts a PI Integrator into a group that reads': together(
    group([inline('landing')]),
    add(integrator, 'Members', 'AWS::IAM::UserToGroupAddition', { GroupName, Users: [ref(integrator)] }),
  ),
  'a GroupPolicy lets the group of a PI Integrator read': together(
    group(),
    add(integrator, 'Read', 'AWS::IAM::GroupPolicy', { ...inline('landing'), GroupName }),
    joined,
  ),
  'a role that nobody configured stands among the plants and reads': add(sender, 'Second', 'AWS::IAM::Role', {
    AssumeRolePolicyDocument: property(sender, 'AssumeRolePolicyDocument'),
    Path: property(sender, 'Path'),
    RoleName: replaced(nameOf(sender), /$/, '-2'),
    MaxSessionDuration: 3600,
    Policies: [inline('landing')],
  }),
  "a sender's role stands outside the plants' path": set(sender, { Path: '/' }),
});

const ELSEWHERE: readonly Mutant[] = [
  ...mistakes(['identity', 'boundary'], {
    "a plant's boundary is attached as what its user may do": append(boundaryOf(integrator), 'Users', ref(integrator)),
  }),
  ...mistakes('unresolved', {
    "a sender's name is not one that the Deny on overwriting matches": set(sender, {
      RoleName: replaced(nameOf(sender), '-sender-', '-feeder-'),
    }),
    'the gold reader stands among the plants': set(goldReader, { Path: property(sender, 'Path') }),
  }),
];

export const ATTACHMENTS: readonly Mutant[] = [...ATTACHED, ...ELSEWHERE];
