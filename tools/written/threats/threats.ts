import { CHANGING } from './changing.ts';
import { CREDENTIALS } from './credentials.ts';
import { READING } from './reading.ts';
import type { Threat } from './threat.ts';
import { WRITING } from './writing.ts';

/** Every threat that was thought of, by what somebody would want. */
export const THREATS: Readonly<Record<string, readonly Threat[]>> = {
  'Getting data out': READING,
  'Putting what must not be put': WRITING,
  'Being somebody else': CREDENTIALS,
  'Changing the airlock': CHANGING,
};
