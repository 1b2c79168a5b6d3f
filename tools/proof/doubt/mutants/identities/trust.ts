/** Who may assume a role that must not. */

import { account, FOREIGN, nameOf, objects, principal } from '../../edit/arn.ts';
import { add, condition, rename, statement, statements } from '../../edit/edits.ts';
import { goldReader, integrator, type Place, pipelineRole, sender } from '../../edit/find.ts';
import { type Assembly, type Json, type JsonObject, object } from '../../edit/template.ts';
import { type Mutant, mistake } from '../../mutant.ts';

type Role = (assembly: Assembly) => Place;

const intake: Role = (assembly) => pipelineRole(assembly, 'landing-intake');
const cleaner: Role = (assembly) => pipelineRole(assembly, 'bronze-to-silver');

const trustOf = (role: Place): JsonObject => object(role.properties.AssumeRolePolicyDocument, `trust of ${role.id}`);

/** One more Allow in a role's trust. */
const trusts = (name: string, role: Role, added: (assembly: Assembly) => JsonObject): Mutant =>
  mistake('trust', name, (assembly) =>
    statements(trustOf(role(assembly))).push({ Effect: 'Allow', Action: 'sts:AssumeRole', ...added(assembly) }),
  );

const by = (name: string, role: Role, Principal: (assembly: Assembly) => Json, Condition?: JsonObject): Mutant =>
  trusts(name, role, (assembly) => ({ Principal: Principal(assembly), ...(Condition && { Condition }) }));

const PLANTS: readonly Mutant[] = [
  mistake('trust', "the gold reader's trust leaves plants out no more", (assembly) => {
    const trust = statement(trustOf(goldReader(assembly)), 'on people', (each) =>
      JSON.stringify(each).includes('ArnNotLike'),
    );
    delete trust.Condition;
  }),
  by('everybody may assume a sender', sender, () => ({ AWS: '*' })),
  by('everybody who knows a word may assume a sender', sender, () => ({ AWS: '*' }), {
    StringEquals: { 'sts:ExternalId': 'plant' },
  }),
  by('another account may assume a sender', sender, () => ({ AWS: FOREIGN })),
  by('everybody of the account may assume a sender', sender, (assembly) => ({ AWS: account(assembly) })),
  by('a PI Integrator may assume a sender', sender, (assembly) => ({ AWS: principal(integrator(assembly)) })),
  by('a notebook may assume a sender', sender, (assembly) => ({ AWS: principal(goldReader(assembly)) })),
  by('a machine of EC2 may assume a sender', sender, () => ({ Service: 'ec2.amazonaws.com' })),
  by('a function may assume a sender', sender, () => ({ Service: ['lambda.amazonaws.com'] })),
  trusts('whoever signs in with GitHub may assume a sender', sender, (assembly) => ({
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: account(assembly).replace(':root', ':oidc-provider/token.actions.githubusercontent.com') },
  })),
  trusts('whoever signs in by SAML may assume a sender', sender, (assembly) => ({
    Action: 'sts:AssumeRoleWithSAML',
    Principal: { Federated: account(assembly).replace(':root', ':saml-provider/plant') },
  })),
  trusts('all but another account may assume a sender', sender, () => ({ NotPrincipal: { AWS: FOREIGN } })),
  mistake('trust', 'a second role has the trust of a sender and reads landing', (assembly) => {
    const { AssumeRolePolicyDocument = null } = sender(assembly).properties;
    const Statement = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: objects(assembly, 'landing') }];
    const Policies = [{ PolicyName: 'Read', PolicyDocument: { Version: '2012-10-17', Statement } }];
    const RoleName = `${nameOf(sender(assembly))}-reader`;
    add(sender(assembly), 'Second', 'AWS::IAM::Role', { AssumeRolePolicyDocument, RoleName, Policies });
  }),
];

/** The Allow of a role's trust to a service. */
const trusted = (role: Place, Service: string): JsonObject =>
  statement(trustOf(role), `that trusts ${Service}`, ({ Principal }) => {
    return JSON.stringify(Principal) === JSON.stringify({ Service });
  });

const PODS = 'pods.eks.amazonaws.com';
const machine = (assembly: Assembly): JsonObject =>
  trusted(pipelineRole(assembly, 'state-machine'), 'states.amazonaws.com');
const schedule = (assembly: Assembly): JsonObject =>
  trusted(pipelineRole(assembly, 'schedule'), 'scheduler.amazonaws.com');

const PIPELINE: readonly Mutant[] = [
  by('everybody may assume the intake', intake, () => ({ AWS: '*' })),
  by('everybody of the account may assume the intake', intake, (assembly) => ({ AWS: account(assembly) })),
  by('a sender may assume the intake', intake, (assembly) => ({ AWS: principal(sender(assembly)) })),
  by('a PI Integrator may assume the cleaner', cleaner, (assembly) => ({ AWS: principal(integrator(assembly)) })),
  by('a function may assume the cleaner', cleaner, () => ({ Service: 'lambda.amazonaws.com' })),
  by('a notebook may assume the cleaner', cleaner, (assembly) => ({ AWS: principal(goldReader(assembly)) })),
  by('another account may assume the gold reader', goldReader, () => ({ AWS: FOREIGN })),
  by('a sender may assume the gold reader', goldReader, (assembly) => ({ AWS: principal(sender(assembly)) })),
  mistake('trust', "any state machine of any account may assume the state machine's role", (assembly) => {
    delete machine(assembly).Condition;
  }),
  mistake('trust', "any state machine of the account may assume the state machine's role", (assembly) => {
    delete condition(machine(assembly)).ArnLike;
  }),
  mistake('trust', "any schedule of any account may assume the schedule's role", (assembly) => {
    delete schedule(assembly).Condition;
  }),
  mistake(
    'trust',
    'pods of any cluster of the account may assume the gold reader',
    (assembly) => {
      delete condition(trusted(goldReader(assembly), PODS)).ArnEquals;
    },
    'kubeflow',
  ),
  mistake(
    'trust',
    'pods of any cluster but ours may assume the gold reader',
    (assembly) => rename(condition(trusted(goldReader(assembly), PODS)), 'ArnEquals', 'ArnNotEquals'),
    'kubeflow',
  ),
];

export const TRUST: readonly Mutant[] = [...PLANTS, ...PIPELINE];
