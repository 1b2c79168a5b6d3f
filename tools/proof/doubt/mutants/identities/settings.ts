/** A setting of an identity, a stream, a cluster or an alarm that opens a way or stops a trace. */

import { add, addLike, append, remove, section, set, together, unset } from '../../edit/edits.ts';
import { alarm, bucket, find, intake, intakeQueue, integrator, sender, stream } from '../../edit/find.ts';
import { attribute, ref } from '../../edit/given.ts';
import { type Mutant, mistakes } from '../../mutant.ts';

const profile = find('AWS::RolesAnywhere::Profile', "a site's");
const anchor = find('AWS::RolesAnywhere::TrustAnchor', 'of the deployment');

/** A setting of the profile by which senders get their sessions, or of the anchor that answers for them. */
const SESSIONS = mistakes(['configuration', 'roles anywhere'], {
  "a profile's sessions last twelve hours": set(profile, { DurationSeconds: 43200 }),
  'a profile takes the name of the session from who asks': set(profile, { AcceptRoleSessionName: true }),
  'a profile hands out a role of the pipeline too': append(profile, 'RoleArns', attribute(intake)),
  'certificates of a second authority are good': addLike(anchor, 'Second', { Name: 'second' }),
  'the trust anchor is off': set(anchor, { Enabled: false }),
});

const SHIPPED = mistakes('configuration', {
  'sessions of a sender last twelve hours': set(sender, { MaxSessionDuration: 43200 }),
  'a PI Integrator has a password': set(integrator, {
    LoginProfile: {
      Password: 'Correct-Horse-1',
      PasswordResetRequired: false,
    },
  }),
  'a PI Integrator has one more access key, shown as an output': together(
    add(integrator, 'SecondKey', 'AWS::IAM::AccessKey', { UserName: ref(integrator) }),
    set(section(integrator, 'Outputs'), { SecondKey: { Value: { 'Fn::GetAtt': ['SecondKey', 'SecretAccessKey'] } } }),
  ),
  'a stream is not encrypted': unset(stream, 'StreamEncryption'),
  'what the intake could not take in is dropped': unset(intakeQueue, 'RedrivePolicy'),
  'nobody is alarmed of what the intake could not take in': remove(alarm('intake-dead-letters')),
  'the alarm of silence tells nobody': unset(alarm('landing-silence'), 'AlarmActions'),
  'the alarm of silence is off': set(alarm('landing-silence'), { ActionsEnabled: false }),
  'silence is taken for good': set(alarm('landing-silence'), { TreatMissingData: 'notBreaching' }),
  'the alarm of losses rises at a thousand': set(alarm('stream-losses'), { Threshold: 1000 }),
});

const OPTIONAL: readonly Mutant[] = [
  ...mistakes(['configuration', 'kubeflow'], {
    'the API of the cluster is open to the internet': set(find('AWS::EKS::Cluster', 'of Kubeflow'), {
      'ResourcesVpcConfig.EndpointPublicAccess': true,
    }),
  }),
  ...mistakes(['configuration', 'request metrics'], {
    'the requests of no site are measured': unset(bucket('landing'), 'MetricsConfigurations'),
  }),
];

export const SETTINGS: readonly Mutant[] = [...SESSIONS, ...SHIPPED, ...OPTIONAL];
