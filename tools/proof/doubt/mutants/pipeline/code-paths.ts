/** Code that runs in a role of the pipeline: where it lies, whose role it has, and which pods take one on. */

import { attribute, bucketName, objects, principal } from '../../edit/arn.ts';
import { add, set, statements } from '../../edit/edits.ts';
import { find, job, lambda, type Place, pipelineRole, places, sender } from '../../edit/find.ts';
import type { Assembly } from '../../edit/template.ts';
import { type Mutant, mistake } from '../../mutant.ts';

const cleaner = (assembly: Assembly): Place => pipelineRole(assembly, 'bronze-to-silver');

/** Code of a role comes from where a plant writes, or runs in a role that is none of its own. */
const BY_CODE: readonly Mutant[] = [
  mistake('chain', "the cleaner's script lies where a PI Integrator writes", (assembly) => {
    const script = objects(assembly, 'landing', 'site=north-refinery/feeder=pi-integrator/view=process/job.py');
    set(job(assembly, 'bronze-to-silver'), 'Command.ScriptLocation', script.replace('arn:aws:s3:::', 's3://'));
  }),
  mistake('chain', "the cleaner's packages lie in landing", (assembly) => {
    const archive = objects(assembly, 'landing', 'replica.zip').replace('arn:aws:s3:::', 's3://');
    set(job(assembly, 'bronze-to-silver'), 'DefaultArguments.--extra-py-files', archive);
  }),
  mistake('chain', "the intake's code lies in landing", (assembly) => {
    const S3Bucket = bucketName(assembly, 'landing');
    set(lambda(assembly, 'landing-intake'), 'Code', {
      S3Bucket,
      S3Key: 'site=north-refinery/feeder=pi-integrator/code.zip',
    });
  }),
  mistake('chain', 'the sweep runs in the role of the intake', (assembly) =>
    set(lambda(assembly, 'landing-sweep'), 'Role', attribute(pipelineRole(assembly, 'landing-intake'))),
  ),
  mistake('chain', 'the check for news runs in the role of the cleaner', (assembly) =>
    set(lambda(assembly, 'anything-new'), 'Role', attribute(cleaner(assembly))),
  ),
  mistake('chain', 'the builder of gold runs in the role of the cleaner', (assembly) =>
    set(job(assembly, 'silver-to-gold'), 'Role', attribute(cleaner(assembly))),
  ),
  mistake('chain', 'a second function runs in the role of the intake and a sender may invoke it', (assembly) => {
    const intake = lambda(assembly, 'landing-intake');
    add(intake, 'Second', 'AWS::Lambda::Function', { ...intake.properties, FunctionName: 'second' });
    const Principal = principal(sender(assembly));
    add(intake, 'Invoked', 'AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: 'second',
      Principal,
    });
  }),
  mistake('chain', 'a second function hears the stream in the role of its reader', (assembly) => {
    const writer = lambda(assembly, 'stream-to-bronze');
    const mapping = find(assembly, 'AWS::Lambda::EventSourceMapping', "a stream's", ({ properties }) => {
      return properties.StartingPosition !== undefined;
    });
    add(writer, 'Second', 'AWS::Lambda::Function', { ...writer.properties, FunctionName: 'second' });
    add(writer, 'Hears', 'AWS::Lambda::EventSourceMapping', { ...mapping.properties, FunctionName: 'second' });
  }),
  mistake('chain', 'a machine of EC2 runs in the role of a sender', (assembly) => {
    const Roles = [{ Ref: sender(assembly).id }];
    const Principal = { Service: 'ec2.amazonaws.com' };
    const trust = sender(assembly).properties.AssumeRolePolicyDocument;
    statements(trust).push({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
    add(sender(assembly), 'Machine', 'AWS::IAM::InstanceProfile', { Roles });
  }),
];

const pods = (name: string, edit: (association: Place) => void): Mutant =>
  mistake(['chain', 'kubeflow'], name, (assembly) =>
    edit(
      find(assembly, 'AWS::EKS::PodIdentityAssociation', "a notebook's", ({ properties }) => {
        return properties.ServiceAccount === 'default-editor';
      }),
    ),
  );

const PODS: readonly Mutant[] = [
  pods('pods of a notebook run in the role of the cleaner', (association) =>
    set(association, 'RoleArn', principal(cleaner(association.assembly))),
  ),
  pods('pods of the namespace of the system read gold', (association) => set(association, 'Namespace', 'kube-system')),
  pods('pods of another service account read gold', (association) => set(association, 'ServiceAccount', 'default')),
  pods('a second association hands the intake to notebooks', (association) => {
    const RoleArn = principal(pipelineRole(association.assembly, 'landing-intake'));
    const properties = { ...association.properties, Namespace: 'second', RoleArn };
    add(association, 'Second', 'AWS::EKS::PodIdentityAssociation', properties);
  }),
  mistake(['chain', 'kubeflow'], 'a sender administers the cluster whose pods read gold', (assembly) => {
    const [entry] = places(assembly, 'AWS::EKS::AccessEntry');
    if (entry === undefined) throw new Error('no access entry');
    add(entry, 'Second', 'AWS::EKS::AccessEntry', { ...entry.properties, PrincipalArn: principal(sender(assembly)) });
  }),
];

export const CODE_PATHS: readonly Mutant[] = [...BY_CODE, ...PODS];
