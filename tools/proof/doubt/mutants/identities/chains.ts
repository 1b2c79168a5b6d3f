/** Data reached by a detour: through a role that somebody may take on or hand out, or through code that runs in one. */

import { type Edit, lets, together } from '../../edit/edits.ts';
import { cleaner, type Finder, goldReader, intake, integrator, job, lambda, sender } from '../../edit/find.ts';
import { account, arnOf, type On, onRegional, replaced, textOf } from '../../edit/given.ts';
import { allow, aws, rights } from '../../edit/rights.ts';
import { type Mutant, mistakes } from '../../mutant.ts';

const named = (service: string, kind: string, name: On<string>): On<string> =>
  onRegional(service, (assembly) => `${kind}${name(assembly)}`);
const functionArn = named('lambda', 'function:', textOf(lambda('landing-intake'), 'FunctionName'));
const jobArn = named('glue', 'job/', textOf(job('bronze-to-silver'), 'Name'));
const machineArn = named('states', 'stateMachine:', ({ environment }) => `airlock-${environment}-state-machine`);

/** A right of a sender that leads on to somebody else's. */
const leads = rights('chain', 'a sender', sender);

/** A sender may hand out roles of the pipeline, and make what would run in them. */
const passes = (words: string, ...actions: readonly string[]): Mutant =>
  leads(`hands a role of the pipeline to ${words}`, ['iam:PassRole', ...actions], '*');

const trusts = (role: Finder, who: On<string>): Edit =>
  lets(role, 'AssumeRolePolicyDocument', { Principal: aws(who), Action: 'sts:AssumeRole' });
const assumes = (who: Finder, role: Finder): Edit => allow(who, 'sts:AssumeRole', arnOf(role));

export const CHAINS: readonly Mutant[] = [
  ...mistakes('chain', {
    'a sender may assume the cleaner, which trusts the account': together(
      trusts(cleaner, account),
      assumes(sender, cleaner),
    ),
    'the intake trusts a sender, which may assume it': together(trusts(intake, arnOf(sender)), assumes(sender, intake)),
    'a PI Integrator may assume the gold reader': assumes(integrator, goldReader),
    'a sender may assume a role by a pattern of names': allow(
      sender,
      'sts:Assume*',
      replaced(arnOf(goldReader), /role\/.*/, 'role/airlock/*'),
    ),
  }),
  passes('a job of Glue', 'glue:CreateJob', 'glue:StartJobRun'),
  passes('a development endpoint of Glue', 'glue:CreateDevEndpoint'),
  passes('an interactive session of Glue', 'glue:CreateSession', 'glue:RunStatement', 'glue:GetStatement'),
  passes('a crawler', 'glue:CreateCrawler', 'glue:StartCrawler'),
  passes('a function', 'lambda:CreateFunction', 'lambda:InvokeFunction'),
  passes('a machine of EC2', 'ec2:RunInstances'),
  passes('a state machine', 'states:CreateStateMachine', 'states:StartExecution'),
  passes('a notebook of SageMaker', 'sagemaker:CreateNotebookInstance', 'sagemaker:CreatePresignedNotebookInstanceUrl'),
  passes('a stack', 'cloudformation:CreateStack'),
  passes('a batch of S3', 's3:CreateJob'),
  passes('a schedule', 'scheduler:CreateSchedule'),
  passes('a pod', 'eks:CreatePodIdentityAssociation'),
  passes('a delivery stream', 'firehose:CreateDeliveryStream'),
  leads('starts the cleaner with arguments of its own', 'glue:StartJobRun', jobArn),
  leads('changes what the cleaner runs', 'glue:UpdateJob', jobArn),
  leads('changes the code of the intake', 'lambda:UpdateFunctionCode', functionArn),
  leads('changes the layers of the intake', 'lambda:UpdateFunctionConfiguration', functionArn),
  leads('invokes the intake', 'lambda:InvokeFunction', functionArn),
  leads('lets others invoke the intake', 'lambda:AddPermission', functionArn),
  leads('maps its stream to functions', 'lambda:CreateEventSourceMapping', '*'),
  leads('changes the state machine', 'states:UpdateStateMachine', machineArn),
  leads('points rules elsewhere', ['events:PutRule', 'events:PutTargets'], '*'),
  leads('updates the stacks in the role that deploys them', 'cloudformation:UpdateStack', '*'),
  leads('runs commands on machines', 'ssm:SendCommand', '*'),
];
