/** A setting of an identity, a stream, a cluster or an alarm that opens a way or stops a trace. */

import { attribute } from '../../edit/arn.ts';
import { add, append, remove, set, unset } from '../../edit/edits.ts';
import {
  alarm,
  bucket,
  find,
  intakeQueue,
  integrator,
  type Place,
  pipelineRole,
  sender,
  stream,
} from '../../edit/find.ts';
import { type Assembly, object } from '../../edit/template.ts';
import { type Mutant, mistake, mistakesOf } from '../../mutant.ts';

const setting = mistakesOf('configuration');

const IDENTITIES: readonly Mutant[] = [
  setting('sessions of a sender last twelve hours', (assembly) => set(sender(assembly), 'MaxSessionDuration', 43200)),
  setting('a PI Integrator has a password', (assembly) =>
    set(integrator(assembly), 'LoginProfile', { Password: 'Correct-Horse-1', PasswordResetRequired: false }),
  ),
  setting('a PI Integrator has one more access key, shown as an output', (assembly) => {
    const who = integrator(assembly);
    add(who, 'SecondKey', 'AWS::IAM::AccessKey', { UserName: { Ref: who.id } });
    const template = assembly.templates[who.stack];
    if (template === undefined) throw new Error(`no stack ${who.stack}`);
    const Outputs = object(template.Outputs ?? {}, 'Outputs');
    template.Outputs = { ...Outputs, SecondKey: { Value: { 'Fn::GetAtt': ['SecondKey', 'SecretAccessKey'] } } };
  }),
];

const profile = (assembly: Assembly): Place => find(assembly, 'AWS::RolesAnywhere::Profile', "a site's", () => true);
const anchor = (assembly: Assembly): Place =>
  find(assembly, 'AWS::RolesAnywhere::TrustAnchor', 'of the deployment', () => true);

/** A setting of the profile by which senders get their sessions, or of the anchor that answers for them. */
const session = mistakesOf(['configuration', 'roles anywhere']);

const SESSIONS: readonly Mutant[] = [
  session("a profile's sessions last twelve hours", (assembly) => set(profile(assembly), 'DurationSeconds', 43200)),
  session('a profile takes the name of the session from who asks', (assembly) =>
    set(profile(assembly), 'AcceptRoleSessionName', true),
  ),
  session('a profile hands out a role of the pipeline too', (assembly) =>
    append(profile(assembly), 'RoleArns', attribute(pipelineRole(assembly, 'landing-intake'))),
  ),
  session('certificates of a second authority are good', (assembly) =>
    add(anchor(assembly), 'Second', 'AWS::RolesAnywhere::TrustAnchor', {
      ...anchor(assembly).properties,
      Name: 'second',
    }),
  ),
  session('the trust anchor is off', (assembly) => set(anchor(assembly), 'Enabled', false)),
];

const REST: readonly Mutant[] = [
  setting('a stream is not encrypted', (assembly) => unset(stream(assembly), 'StreamEncryption')),
  setting('what the intake could not take in is dropped', (assembly) => unset(intakeQueue(assembly), 'RedrivePolicy')),
  mistake(['configuration', 'kubeflow'], 'the API of the cluster is open to the internet', (assembly) => {
    const cluster = find(assembly, 'AWS::EKS::Cluster', 'of Kubeflow', () => true);
    set(cluster, 'ResourcesVpcConfig.EndpointPublicAccess', true);
  }),
  setting('nobody is alarmed of what the intake could not take in', (assembly) =>
    remove(alarm(assembly, 'intake-dead-letters')),
  ),
  setting('the alarm of silence tells nobody', (assembly) => unset(alarm(assembly, 'landing-silence'), 'AlarmActions')),
  setting('the alarm of silence is off', (assembly) =>
    set(alarm(assembly, 'landing-silence'), 'ActionsEnabled', false),
  ),
  setting('silence is taken for good', (assembly) =>
    set(alarm(assembly, 'landing-silence'), 'TreatMissingData', 'notBreaching'),
  ),
  setting('the alarm of losses rises at a thousand', (assembly) =>
    set(alarm(assembly, 'stream-losses'), 'Threshold', 1000),
  ),
  mistake(['configuration', 'request metrics'], 'the requests of no site are measured', (assembly) =>
    unset(bucket(assembly, 'landing'), 'MetricsConfigurations'),
  ),
];

export const SETTINGS: readonly Mutant[] = [...IDENTITIES, ...SESSIONS, ...REST];
