import {
  alarm,
  bronzeDeny,
  file,
  landingDeny,
  mistakes,
  nothing,
  plantStatement,
  promise,
  REFUSED,
  TRAIL,
} from './cite.ts';
import type { Threat } from './threat.ts';

const DENIES = file(
  'packages/local-cloud/test/iam/test_conditions.py',
  'each Deny seen to refuse, and its call to pass without it',
);

/** Putting what must not be put, or losing what was. */
export const WRITING: readonly Threat[] = [
  {
    id: 'T5',
    what: 'Overwrites or destroys data, its own or another’s.',
    prevented: [
      plantStatement('PutOwnPrefix'),
      landingDeny('DenySenderOverwrite'),
      landingDeny('DenyPlantAllButPut'),
      bronzeDeny('DenyTampering'),
      file('lib/stacks/replica-store-stack.ts', 'versions kept; Object Lock on bronze in prod'),
    ],
    proved: [
      promise('landing', 'a sender cannot put without If-None-Match, so it overwrites nothing'),
      promise('plants', "no site touches another's prefix or stream"),
      promise('bronze', 'bronze lets nobody delete a version or change policy, lock or versions, but its keepers'),
      mistakes('bucket-denies'),
      mistakes('deny-scope'),
      DENIES,
    ],
    detected: [REFUSED, TRAIL, nothing('a PI Integrator may put over its own file: every version stays and goes on')],
  },
  {
    id: 'T6',
    what: 'Makes data unreadable: its own key (SSE-C), a foreign key, an archive class.',
    prevented: [
      landingDeny('DenyPlantCustomerKey'),
      landingDeny('DenyPlantForeignKey'),
      landingDeny('DenyPlantArchiveClass'),
    ],
    proved: [
      promise('landing', "landing refuses a plant's put under a key that the plant holds"),
      promise('landing', "landing refuses a plant's put under another encryption than the bucket's"),
      promise('landing', "landing refuses a plant's put in another storage class than STANDARD"),
      DENIES,
    ],
    detected: [REFUSED, TRAIL],
  },
  {
    id: 'T7',
    what: 'Floods: huge files, very many tiny ones, cost.',
    prevented: [
      file('lambda/landing-intake/verdict.ts', 'the intake keeps a file above `intake.maxObjectBytes` back'),
      file('lib/ingestion/site-stream.ts', 'a stream of its own for each site, so that none slows another'),
      nothing('IAM can limit neither size nor number, and no budget is set: the ceiling is an alarm'),
    ],
    proved: [file('test/ingestion/verdict.test.ts', 'what the intake lets in')],
    detected: [
      alarm('landing-bytes', 'landing-flood'),
      alarm('landing-objects', 'landing-flood'),
      alarm('refused', 'refused-objects'),
    ],
  },
  {
    id: 'T8',
    what: 'Poisons: a broken or wrong file, a record that stops the stream, a name that leads elsewhere.',
    prevented: [
      file('lambda/landing-intake/verdict.ts', 'the intake checks name, size and first bytes'),
      file(
        'lambda/stream-to-bronze/decode.ts',
        'a record that is no reading is kept with its bytes, and delays nobody',
      ),
      file('glue-scripts/replica/quarantine.py', 'what has no place is quarantined with a reason'),
      nothing('nothing limits what a Parquet file unpacks to: one too large for the job fails its run'),
    ],
    proved: [
      file('test/ingestion/verdict.test.ts', 'what the intake lets in'),
      file('test/ingestion/decode.test.ts', 'records that cannot be decoded'),
      file('test/replica/test_values.py', 'values that cannot be read'),
    ],
    detected: [
      alarm('refused', 'refused-objects'),
      alarm('unreadable', 'unreadable-objects'),
      alarm('quarantine'),
      alarm('pipeline-failed'),
    ],
  },
  {
    id: 'T15',
    what: 'Passes its records off as another site’s, or fakes the values of its own.',
    prevented: [
      file('lib/contract/', 'the site comes from the prefix and the stream’s ARN, never from what is in the file'),
      nothing('whoever holds a site’s credential can put false values for that site: the airlock judges no values'),
    ],
    proved: [
      promise('plants', "no site touches another's prefix or stream"),
      file('test/ingestion/streams.test.ts', 'each stream has its own site'),
    ],
    detected: [TRAIL, nothing('false values that look right are not noticed')],
  },
];
