import type { Profile } from '../../../lib/config/config.ts';
import type { Answer } from './answer.ts';
import { CREDENTIAL_ANSWERS } from './credentials.ts';
import { LANDING_ANSWERS } from './landing.ts';
import { NETWORK_ANSWERS } from './network.ts';
import { STREAM_ANSWERS } from './stream.ts';

/** What a feeder of a profile can be answered, beside a refusal for want of a right. */
export function answersTo(profile: Profile): readonly Answer[] {
  return [...LANDING_ANSWERS, ...STREAM_ANSWERS, ...CREDENTIAL_ANSWERS, ...NETWORK_ANSWERS].filter(
    ({ only }) => only === undefined || only === profile,
  );
}
