import { alarm, BOUNDARY, file, landingDeny, mistakes, nothing, promise, REFUSED, TRAIL } from './cite.ts';
import type { Threat } from './threat.ts';

/** Whose credential it is, and how long it serves. */
export const CREDENTIALS: readonly Threat[] = [
  {
    id: 'T9',
    what: 'Hands the credential on: a presigned address, a form, a copied key.',
    prevented: [
      landingDeny('DenyPlantPresigned'),
      landingDeny('DenyElsewhere'),
      { kind: 'statement', sid: 'DenyStreamFromElsewhere', path: 'lib/extraction/plant-policy.ts' },
      file('lib/extraction/sender-role.ts', 'a sender’s session ends within the hour'),
      nothing('`network` of a feeder is off unless it is set; a PI Integrator’s key works until it is revoked'),
    ],
    proved: [
      promise('landing', "landing refuses a plant's put that is not signed in its header"),
      promise('landing', 'landing refuses a plant that is bound to a network from anywhere else'),
      promise('plant-settings', "a plant's identity is bounded and short-lived"),
      file('test/extraction/integrator-options.test.ts', 'bound to a network'),
    ],
    detected: [REFUSED, TRAIL, alarm('key-age'), nothing('no alarm for an address that was never seen')],
  },
  {
    id: 'T10',
    what: 'Forges another site: another certificate of the same authority, another authority, a role taken by somebody else.',
    prevented: [
      file('lib/extraction/sender-role.ts', 'one role a site, for one common name under one anchor'),
      file('lib/config/config-checks.ts', 'a common name used once, which holds its site’s id'),
    ],
    proved: [
      promise('trust', 'a role is assumed by what uses it in this app, and by nobody else'),
      mistakes('certificates'),
      mistakes('trust'),
      file('packages/local-cloud/test/roles_anywhere/test_roles_anywhere.py', 'certificates that are refused'),
    ],
    detected: [TRAIL, nothing('no alarm: a certificate that is refused gets no identity of ours')],
  },
  {
    id: 'T14',
    what: 'The way is cut: a key disabled, a role or a certificate revoked, a plant offline.',
    prevented: [
      file('lambda/pi-integrator-key/decide.ts', 'no key is disabled by time, only when another is seen in its place'),
      nothing('whoever administers the account can cut it; what the plant keeps is put later'),
    ],
    proved: [
      promise('intended', 'a plant can put what it is there to put'),
      file('test/extraction/key-decision.test.ts', 'when a key is disabled'),
    ],
    detected: [
      alarm('landing-silence'),
      alarm('freshness'),
      alarm('iterator-age'),
      alarm('key-waiting'),
      alarm('key-errors'),
    ],
  },
  {
    id: 'T16',
    what: 'Takes the key of a PI Integrator from where it is kept.',
    prevented: [
      file(
        'lib/extraction/pi-integrator-keys.ts',
        'the function that stores a key cannot read it; no key passes through CloudFormation',
      ),
      BOUNDARY,
      nothing('an administrator who may read the secret has the key; it opens the outer door only'),
    ],
    proved: [
      promise('ways', 'data goes no way but those of this app'),
      file('test/extraction/key-handler.test.ts', 'the log holds no secret'),
      mistakes('queues-topics-secrets'),
    ],
    detected: [TRAIL, alarm('key-age')],
  },
];
