import type { Mutant } from './mutant.ts';
import { BUCKET_ALLOWS } from './mutants/doors/bucket-allows.ts';
import { BUCKET_DENIES } from './mutants/doors/bucket-denies.ts';
import { BUCKET_SETTINGS } from './mutants/doors/bucket-settings.ts';
import { CUSTOMER_KEY } from './mutants/doors/customer-key.ts';
import { DENY_SCOPE } from './mutants/doors/deny-scope.ts';
import { DOORS } from './mutants/doors/doors.ts';
import { KEYS } from './mutants/doors/keys.ts';
import { QUEUES_TOPICS_SECRETS } from './mutants/doors/queues-topics-secrets.ts';
import { STREAMS_FUNCTIONS } from './mutants/doors/streams-functions.ts';
import { ATTACHMENTS } from './mutants/identities/attachments.ts';
import { BOUNDARY } from './mutants/identities/boundary.ts';
import { CERTIFICATES } from './mutants/identities/certificates.ts';
import { CHAINS } from './mutants/identities/chains.ts';
import { GRANTS } from './mutants/identities/grants.ts';
import { IDENTITY } from './mutants/identities/identity.ts';
import { PLANT_VERBS } from './mutants/identities/plant-verbs.ts';
import { SETTINGS } from './mutants/identities/settings.ts';
import { TRUST } from './mutants/identities/trust.ts';
import { CODE_PATHS } from './mutants/pipeline/code-paths.ts';
import { CONSUMERS } from './mutants/pipeline/consumers.ts';
import { OUTWARD } from './mutants/pipeline/outward.ts';
import { PIPELINE } from './mutants/pipeline/pipeline.ts';
import { TRAIL } from './mutants/pipeline/trail.ts';
import { MALFORMED } from './mutants/unreadable/malformed.ts';
import { UNRESOLVED } from './mutants/unreadable/unresolved.ts';

/**
 * Every planted mistake. They were thought up from what could go wrong, none from reading the checker, and share no code with it; the
 * layer that each names was compared with the checker's words only when the gate first ran.
 */
export const MUTANTS: readonly Mutant[] = [
  ...IDENTITY,
  ...PLANT_VERBS,
  ...GRANTS,
  ...ATTACHMENTS,
  ...PIPELINE,
  ...CONSUMERS,
  ...BOUNDARY,
  ...BUCKET_DENIES,
  ...DENY_SCOPE,
  ...BUCKET_ALLOWS,
  ...QUEUES_TOPICS_SECRETS,
  ...STREAMS_FUNCTIONS,
  ...KEYS,
  ...CUSTOMER_KEY,
  ...TRUST,
  ...CERTIFICATES,
  ...CHAINS,
  ...CODE_PATHS,
  ...OUTWARD,
  ...DOORS,
  ...BUCKET_SETTINGS,
  ...SETTINGS,
  ...TRAIL,
  ...UNRESOLVED,
  ...MALFORMED,
];
