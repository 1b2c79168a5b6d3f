import {
  BOUNDARY,
  file,
  landingDeny,
  mistakes,
  nothing,
  plantStatement,
  promise,
  REFUSED,
  TRAIL,
  TRIED,
} from './cite.ts';
import type { Threat } from './threat.ts';

/** Getting data out. */
export const READING: readonly Threat[] = [
  {
    id: 'T1',
    what: 'Reads data, its own or another’s: objects, versions, attributes, lists, a copy as a read.',
    prevented: [plantStatement('PutOwnPrefix'), BOUNDARY, landingDeny('DenyPlantAllButPut')],
    proved: [
      promise('plants', 'a plant reads no data'),
      promise('landing', 'landing lets a plant put and abort, whatever its own policy says'),
      mistakes('plant-verbs'),
      mistakes('bucket-allows'),
      TRIED,
    ],
    detected: [REFUSED, TRAIL],
  },
  {
    id: 'T2',
    what: 'Reads by a chain: takes another role, passes one on, runs a function, a job or a query, reads a log or a secret, makes an access point.',
    prevented: [
      BOUNDARY,
      file('lib/consumption/gold-reader.ts', 'nobody of a plant may become the gold reader'),
      file('packages/iam-proof/app/types.ts', 'types that open a side door are refused by the proof'),
    ],
    proved: [
      promise('escalation', 'no identity changes rights, acts as another, or runs code in place of ours'),
      promise('trust', 'a role is assumed by what uses it in this app, and by nobody else'),
      promise('ways', 'data goes no way but those of this app'),
      promise('actors', 'a role acts for one thing of this app'),
      promise('roles', 'a role of the pipeline, or of a notebook, does what it is there for and nothing else'),
      mistakes('chains'),
      mistakes('doors'),
    ],
    detected: [REFUSED, TRAIL],
  },
  {
    id: 'T3',
    what: 'Reads by a key or from a stream.',
    prevented: [plantStatement('PutOwnStream'), BOUNDARY],
    proved: [
      promise('plants', 'a plant does nothing but put below its own prefix and into its own stream'),
      promise(
        'resource-policies',
        'no resource policy lets anybody in but a service of AWS that works for this account',
      ),
      mistakes('keys'),
      mistakes('streams-functions'),
      TRIED,
    ],
    detected: [REFUSED, TRAIL],
  },
  {
    id: 'T4',
    what: 'Rewrites what would send data on: a bucket’s policy, replication, notification, inventory, a key’s policy or grant.',
    prevented: [BOUNDARY, landingDeny('DenyPlantAllButPut')],
    proved: [
      promise('ways', 'data goes no way but those of this app'),
      promise('escalation', 'no identity changes rights, acts as another, or runs code in place of ours'),
      mistakes('outward'),
    ],
    detected: [REFUSED, TRAIL],
  },
  {
    id: 'T12',
    what: 'A notebook reads bronze, or a consumer writes where the pipeline writes.',
    prevented: [
      file('lib/consumption/gold-reader.ts', 'a role that reads gold alone'),
      { kind: 'statement', sid: 'DenyPutByOthers', path: 'lib/replica-store/bronze-policy.ts' },
    ],
    proved: [
      promise('consumers', 'a notebook reads no bronze, nor anything else that comes before gold'),
      promise('consumers', 'a notebook writes no gold'),
      promise('bronze', 'bronze takes objects from its two writers only'),
      mistakes('consumers'),
    ],
    detected: [TRAIL, nothing('no alarm: a refused call of a notebook stands in CloudTrail only')],
  },
];
