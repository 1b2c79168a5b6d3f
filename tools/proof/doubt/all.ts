import { ATTACHMENTS } from './attachments.ts';
import { BOUNDARY } from './boundary.ts';
import { BUCKET_ALLOWS } from './bucket-allows.ts';
import { BUCKET_DENIES } from './bucket-denies.ts';
import { CERTIFICATES } from './certificates.ts';
import { CHAINS } from './chains.ts';
import { CODE_PATHS } from './code-paths.ts';
import { CONFIGURATION } from './configuration.ts';
import { CONSUMERS } from './consumers.ts';
import { DENY_SCOPE } from './deny-scope.ts';
import { DOORS } from './doors.ts';
import { GRANTS } from './grants.ts';
import { IDENTITY } from './identity.ts';
import { KEYS } from './keys.ts';
import { MALFORMED } from './malformed.ts';
import type { Mutant } from './mutant.ts';
import { OUTWARD } from './outward.ts';
import { PIPELINE } from './pipeline.ts';
import { PLANT_VERBS } from './plant-verbs.ts';
import { QUEUES_TOPICS_SECRETS } from './queues-topics-secrets.ts';
import { SETTINGS } from './settings.ts';
import { STREAMS_FUNCTIONS } from './streams-functions.ts';
import { TRAIL } from './trail.ts';
import { TRUST } from './trust.ts';
import { UNRESOLVED } from './unresolved.ts';

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
  ...TRUST,
  ...CERTIFICATES,
  ...CHAINS,
  ...CODE_PATHS,
  ...OUTWARD,
  ...DOORS,
  ...CONFIGURATION,
  ...SETTINGS,
  ...TRAIL,
  ...UNRESOLVED,
  ...MALFORMED,
];
