/** Who may assume a role that must not. */

import { add, lets, rename, set, unset } from '../../edit/edits.ts';
import { cleaner, type Finder, goldReader, intake, integrator, pipelineRole, sender } from '../../edit/find.ts';
import { account, arnOf, FOREIGN, type GivenObject, nameOf, property, replaced } from '../../edit/given.ts';
import { aws, inline } from '../../edit/rights.ts';
import { allowTo, statement } from '../../edit/statements.ts';
import { type Mutant, mistake, mistakes } from '../../mutant.ts';

const TRUST_OF = 'AssumeRolePolicyDocument';

/** One more Allow in a role's trust. */
const trusts = (name: string, role: Finder, added: GivenObject): Mutant =>
  mistake('trust', name, lets(role, TRUST_OF, { Action: 'sts:AssumeRole', ...added }));
const by = (name: string, role: Finder, Principal: GivenObject, Condition?: GivenObject): Mutant =>
  trusts(name, role, { Principal, Condition });

const PLANTS: readonly Mutant[] = [
  by('everybody may assume a sender', sender, aws('*')),
  by('everybody who knows a word may assume a sender', sender, aws('*'), {
    StringEquals: { 'sts:ExternalId': 'plant' },
  }),
  by('another account may assume a sender', sender, aws(FOREIGN)),
  by('everybody of the account may assume a sender', sender, aws(account)),
  by('a PI Integrator may assume a sender', sender, aws(arnOf(integrator))),
  by('a notebook may assume a sender', sender, aws(arnOf(goldReader))),
  by('a machine of EC2 may assume a sender', sender, { Service: 'ec2.amazonaws.com' }),
  by('a function may assume a sender', sender, { Service: ['lambda.amazonaws.com'] }),
  trusts('whoever signs in with GitHub may assume a sender', sender, {
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: replaced(account, ':root', ':oidc-provider/token.actions.githubusercontent.com') },
  }),
  trusts('whoever signs in by SAML may assume a sender', sender, {
    Action: 'sts:AssumeRoleWithSAML',
    Principal: { Federated: replaced(account, ':root', ':saml-provider/plant') },
  }),
  trusts('all but another account may assume a sender', sender, { NotPrincipal: aws(FOREIGN) }),
  ...mistakes('trust', {
    "the gold reader's trust leaves plants out no more": unset(
      statement(goldReader, TRUST_OF, 'on people', (each) => JSON.stringify(each).includes('ArnNotLike')),
      'Condition',
    ),
    'a second role has the trust of a sender and reads landing': add(sender, 'Second', 'AWS::IAM::Role', {
      AssumeRolePolicyDocument: property(sender, TRUST_OF),
      RoleName: replaced(nameOf(sender), /$/, '-reader'),
      Policies: [inline('landing')],
    }),
  }),
];

const machine = allowTo(pipelineRole('state-machine'), TRUST_OF, 'states.amazonaws.com');
const schedule = allowTo(pipelineRole('schedule'), TRUST_OF, 'scheduler.amazonaws.com');
const trail = allowTo(pipelineRole('call-trail'), TRUST_OF, 'cloudtrail.amazonaws.com');
const pods = allowTo(goldReader, TRUST_OF, 'pods.eks.amazonaws.com');

const PIPELINE: readonly Mutant[] = [
  by('everybody may assume the intake', intake, aws('*')),
  by('everybody of the account may assume the intake', intake, aws(account)),
  by('a sender may assume the intake', intake, aws(arnOf(sender))),
  by('a PI Integrator may assume the cleaner', cleaner, aws(arnOf(integrator))),
  by('a function may assume the cleaner', cleaner, { Service: 'lambda.amazonaws.com' }),
  by('a notebook may assume the cleaner', cleaner, aws(arnOf(goldReader))),
  by('another account may assume the gold reader', goldReader, aws(FOREIGN)),
  by('a sender may assume the gold reader', goldReader, aws(arnOf(sender))),
  ...mistakes('trust', {
    "any state machine of any account may assume the state machine's role": unset(machine, 'Condition'),
    "any state machine of the account may assume the state machine's role": unset(machine, 'Condition.ArnLike'),
    "any schedule of any account may assume the schedule's role": unset(schedule, 'Condition'),
    "the trail's role is for a source that CloudTrail does not tell": set(trail, {
      Condition: { StringEquals: { 'aws:SourceAccount': '222222222222' } },
    }),
  }),
  ...mistakes(['trust', 'kubeflow'], {
    'pods of any cluster of the account may assume the gold reader': unset(
      pods,
      'Condition.StringEquals.aws:RequestTag/eks-cluster-arn',
    ),
    'pods of any cluster but ours may assume the gold reader': rename(
      pods,
      'Condition.StringEquals',
      'StringNotEquals',
    ),
  }),
];

export const TRUST: readonly Mutant[] = [...PLANTS, ...PIPELINE];
