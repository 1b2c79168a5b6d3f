/** Code that runs in a role of the pipeline: where it lies, whose role it has, and which pods take one on. */

import { add, addLike, lets, set, together } from '../../edit/edits.ts';
import { cleaner, find, intake, job, lambda, sender } from '../../edit/find.ts';
import { arnOf, attribute, bucketName, on, ref, replaced } from '../../edit/given.ts';
import { type Mutant, mistakes } from '../../mutant.ts';

const OF_INTEGRATOR = 'site=north-refinery/feeder=pi-integrator';
/** Where something lies in landing, as jobs say it. */
const inLanding = (key: string) => replaced(on(`landing/${key}`), 'arn:aws:s3:::', 's3://');

const intakeCode = lambda('landing-intake');
const writer = lambda('stream-to-bronze');
const cleaning = job('bronze-to-silver');
const mapping = find('AWS::Lambda::EventSourceMapping', "a stream's", ({ properties }) => {
  return properties.StartingPosition !== undefined;
});

/** Code of a role comes from where a plant writes, or runs in a role that is none of its own. */
const BY_CODE = mistakes('chain', {
  "the cleaner's script lies where a PI Integrator writes": set(cleaning, {
    'Command.ScriptLocation': inLanding(`${OF_INTEGRATOR}/view=process/job.py`),
  }),
  "the cleaner's packages lie in landing": set(cleaning, {
    'DefaultArguments.--extra-py-files': inLanding('replica.zip'),
  }),
  "the cleaner's wheels lie in landing": set(cleaning, {
    'DefaultArguments.--additional-python-modules': inLanding('all.gluewheels.zip'),
  }),
  'the cleaner installs a package by its name': set(cleaning, {
    'DefaultArguments.--additional-python-modules': 'duckdb==2.0.1',
  }),
  'the cleaner installs what its zip lacks from an index': set(cleaning, {
    'DefaultArguments.--python-modules-installer-option': '--upgrade',
  }),
  "the intake's code lies in landing": set(intakeCode, {
    Code: {
      S3Bucket: bucketName('landing'),
      S3Key: `${OF_INTEGRATOR}/code.zip`,
    },
  }),
  'the sweep runs in the role of the intake': set(lambda('landing-sweep'), { Role: attribute(intake) }),
  'the check for news runs in the role of the cleaner': set(lambda('anything-new'), { Role: attribute(cleaner) }),
  'the builder of gold runs in the role of the cleaner': set(job('silver-to-gold'), { Role: attribute(cleaner) }),
  'a second function runs in the role of the intake and a sender may invoke it': together(
    addLike(intakeCode, 'Second', { FunctionName: 'second' }),
    add(intakeCode, 'Invoked', 'AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: 'second',
      Principal: arnOf(sender),
    }),
  ),
  'a second function hears the stream in the role of its reader': together(
    addLike(writer, 'Second', { FunctionName: 'second' }),
    addLike(mapping, 'Hears', { FunctionName: 'second' }),
  ),
  'a machine of EC2 runs in the role of a sender': together(
    lets(sender, 'AssumeRolePolicyDocument', {
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
    add(sender, 'Machine', 'AWS::IAM::InstanceProfile', { Roles: [ref(sender)] }),
  ),
});

const notebook = find('AWS::EKS::PodIdentityAssociation', "a notebook's", ({ properties }) => {
  return properties.ServiceAccount === 'default-editor';
});

const PODS = mistakes(['chain', 'kubeflow'], {
  'pods of a notebook run in the role of the cleaner': set(notebook, { RoleArn: arnOf(cleaner) }),
  'pods of the namespace of the system read gold': set(notebook, { Namespace: 'kube-system' }),
  'pods of another service account read gold': set(notebook, { ServiceAccount: 'default' }),
  'a second association hands the intake to notebooks': addLike(notebook, 'Second', {
    Namespace: 'second',
    RoleArn: arnOf(intake),
  }),
  'a sender administers the cluster whose pods read gold': addLike(
    find('AWS::EKS::AccessEntry', 'of the cluster'),
    'Second',
    { PrincipalArn: arnOf(sender) },
  ),
});

export const CODE_PATHS: readonly Mutant[] = [...BY_CODE, ...PODS];
