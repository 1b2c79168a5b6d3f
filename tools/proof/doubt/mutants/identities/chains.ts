/** Data reached by a detour: through a role that somebody may take on or hand out, or through code that runs in one. */

import { account, principal, regional } from '../../edit/arn.ts';
import { allow, statements } from '../../edit/edits.ts';
import { goldReader, integrator, job, lambda, type Place, pipelineRole, sender } from '../../edit/find.ts';
import { rights } from '../../edit/rights.ts';
import { type Assembly, text } from '../../edit/template.ts';
import { type Mutant, mistake } from '../../mutant.ts';

const cleaner = (assembly: Assembly): Place => pipelineRole(assembly, 'bronze-to-silver');
const functionArn = (assembly: Assembly): string =>
  regional(
    assembly,
    'lambda',
    `function:${text(lambda(assembly, 'landing-intake').properties.FunctionName, 'FunctionName')}`,
  );
const jobArn = (assembly: Assembly): string =>
  regional(assembly, 'glue', `job/${text(job(assembly, 'bronze-to-silver').properties.Name, 'Name')}`);
const machineArn = (assembly: Assembly): string =>
  regional(assembly, 'states', `stateMachine:airlock-${assembly.environment}-state-machine`);

/** A right of a sender that leads on to somebody else's. */
const leads = rights('chain', 'a sender', sender);

/** A sender may hand out roles of the pipeline, and make what would run in them. */
const passes = (words: string, ...actions: readonly string[]): Mutant =>
  leads(`hands a role of the pipeline to ${words}`, ['iam:PassRole', ...actions], '*');

export const CHAINS: readonly Mutant[] = [
  mistake('chain', 'a sender may assume the cleaner, which trusts the account', (assembly) => {
    const Principal = { AWS: account(assembly) };
    const trust = cleaner(assembly).properties.AssumeRolePolicyDocument;
    statements(trust).push({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
    allow(sender(assembly), 'sts:AssumeRole', principal(cleaner(assembly)));
  }),
  mistake('chain', 'the intake trusts a sender, which may assume it', (assembly) => {
    const intake = pipelineRole(assembly, 'landing-intake');
    const Principal = { AWS: principal(sender(assembly)) };
    statements(intake.properties.AssumeRolePolicyDocument).push({
      Effect: 'Allow',
      Principal,
      Action: 'sts:AssumeRole',
    });
    allow(sender(assembly), 'sts:AssumeRole', principal(intake));
  }),
  mistake('chain', 'a PI Integrator may assume the gold reader', (assembly) =>
    allow(integrator(assembly), 'sts:AssumeRole', principal(goldReader(assembly))),
  ),
  mistake('chain', 'a sender may assume a role by a pattern of names', (assembly) =>
    allow(sender(assembly), 'sts:Assume*', principal(goldReader(assembly)).replace(/role\/.*/, 'role/airlock/*')),
  ),
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
