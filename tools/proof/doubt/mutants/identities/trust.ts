/** Who may assume a role that must not. */

import { account, arnOf, aws, FOREIGN, nameOf } from '../../edit/arn.ts';
import { add, condition, lose, rename, statement, statements } from '../../edit/edits.ts';
import { goldReader, integrator, type Place, pipelineRole, sender } from '../../edit/find.ts';
import { reading } from '../../edit/rights.ts';
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
  by('everybody may assume a sender', sender, aws('*')),
  by('everybody who knows a word may assume a sender', sender, aws('*'), {
    StringEquals: { 'sts:ExternalId': 'plant' },
  }),
  by('another account may assume a sender', sender, aws(FOREIGN)),
  by('everybody of the account may assume a sender', sender, aws(account)),
  by('a PI Integrator may assume a sender', sender, aws(arnOf(integrator))),
  by('a notebook may assume a sender', sender, aws(arnOf(goldReader))),
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
    const Policies = [{ PolicyName: 'Read', PolicyDocument: reading(assembly, 'landing') }];
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
  by('everybody may assume the intake', intake, aws('*')),
  by('everybody of the account may assume the intake', intake, aws(account)),
  by('a sender may assume the intake', intake, aws(arnOf(sender))),
  by('a PI Integrator may assume the cleaner', cleaner, aws(arnOf(integrator))),
  by('a function may assume the cleaner', cleaner, () => ({ Service: 'lambda.amazonaws.com' })),
  by('a notebook may assume the cleaner', cleaner, aws(arnOf(goldReader))),
  by('another account may assume the gold reader', goldReader, aws(FOREIGN)),
  by('a sender may assume the gold reader', goldReader, aws(arnOf(sender))),
  mistake('trust', "any state machine of any account may assume the state machine's role", (assembly) =>
    lose(machine(assembly), 'Condition'),
  ),
  mistake('trust', "any state machine of the account may assume the state machine's role", (assembly) =>
    lose(condition(machine(assembly)), 'ArnLike'),
  ),
  mistake('trust', "any schedule of any account may assume the schedule's role", (assembly) =>
    lose(schedule(assembly), 'Condition'),
  ),
  mistake(['trust', 'kubeflow'], 'pods of any cluster of the account may assume the gold reader', (assembly) =>
    lose(condition(trusted(goldReader(assembly), PODS)), 'ArnEquals'),
  ),
  mistake(['trust', 'kubeflow'], 'pods of any cluster but ours may assume the gold reader', (assembly) =>
    rename(condition(trusted(goldReader(assembly), PODS)), 'ArnEquals', 'ArnNotEquals'),
  ),
];

export const TRUST: readonly Mutant[] = [...PLANTS, ...PIPELINE];
