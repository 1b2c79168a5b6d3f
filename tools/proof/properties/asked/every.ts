import type { Places } from '../../promise/places.ts';
import type { Finding } from '../finding.ts';
import { aliveFindings } from '../looked-up/alive.ts';
import { bucketSettingFindings } from '../looked-up/bucket-settings.ts';
import { configuredFindings } from '../looked-up/configured.ts';
import { deliveredFindings } from '../looked-up/delivered.ts';
import { intendedFindings } from '../looked-up/intended.ts';
import { plantSettingFindings } from '../looked-up/plant-settings.ts';
import { resourcePolicyFindings } from '../looked-up/resource-policies.ts';
import { siteFindings } from '../looked-up/sites.ts';
import { togetherFindings } from '../looked-up/together.ts';
import { trustFindings } from '../looked-up/trust.ts';
import { underKeyFindings } from '../looked-up/under-key.ts';
import { watchingFindings } from '../looked-up/watching.ts';
import { wayFindings } from '../looked-up/ways.ts';
import { worldFindings } from '../looked-up/world.ts';
import type { Ask } from './ask.ts';
import { assumedAsks } from './assumed.ts';
import { keptAsks } from './kept.ts';
import { landingAsks } from './landing.ts';
import { plantAsks } from './plants.ts';
import { profileAsks } from './profiles.ts';
import { roleAsks } from './roles.ts';
import { sessionAsks } from './sessions.ts';
import { tlsAsks } from './tls.ts';

const ASKED = [plantAsks, sessionAsks, landingAsks, keptAsks, roleAsks, profileAsks, tlsAsks, assumedAsks];
const LOOKED_UP = [
  togetherFindings,
  worldFindings,
  intendedFindings,
  aliveFindings,
  resourcePolicyFindings,
  deliveredFindings,
  siteFindings,
  trustFindings,
  wayFindings,
  plantSettingFindings,
  bucketSettingFindings,
  underKeyFindings,
  configuredFindings,
  watchingFindings,
];

/** Every promise that a solver is asked about. */
export function asksOf(places: Places): Ask[] {
  return ASKED.flatMap((asks) => asks(places));
}

/** Every promise that is looked up: who is named, what is set, what is there. */
export function* findingsOf(places: Places): Generator<Finding> {
  for (const findings of LOOKED_UP) yield* findings(places);
}
