import type { Places } from '../../promise/places.ts';
import type { Finding } from '../finding.ts';
import { actorFindings } from '../looked-up/actors.ts';
import { alarmFindings } from '../looked-up/alarms.ts';
import { bucketSettingFindings } from '../looked-up/bucket-settings.ts';
import { keptFindings } from '../looked-up/kept.ts';
import { plantSettingFindings } from '../looked-up/plant-settings.ts';
import { resourcePolicyFindings } from '../looked-up/resource-policies.ts';
import { trustFindings } from '../looked-up/trust.ts';
import { underKeyFindings } from '../looked-up/under-key.ts';
import { watchingFindings } from '../looked-up/watching.ts';
import { wayFindings } from '../looked-up/ways.ts';
import type { Ask } from './ask.ts';
import { bronzeAsks } from './bronze.ts';
import { consumerAsks } from './consumers.ts';
import { escalationAsks } from './escalation.ts';
import { flowAsks } from './flows.ts';
import { intendedFindings } from './intended.ts';
import { keyAsks } from './key.ts';
import { landingAsks } from './landing.ts';
import { plantAsks } from './plants.ts';
import { roleAsks } from './roles.ts';
import { tlsAsks } from './tls.ts';

const ASKED = [plantAsks, landingAsks, bronzeAsks, flowAsks, roleAsks, consumerAsks, keyAsks, tlsAsks, escalationAsks];
const LOOKED_UP = [
  intendedFindings,
  resourcePolicyFindings,
  trustFindings,
  wayFindings,
  actorFindings,
  plantSettingFindings,
  bucketSettingFindings,
  keptFindings,
  underKeyFindings,
  alarmFindings,
  watchingFindings,
];

/** Every promise that a solver is asked about. */
export function asksOf(places: Places): Ask[] {
  return ASKED.flatMap((asks) => asks(places));
}

/** Every promise that is looked up: who is named, what is set, what is there. */
export function findingsOf(places: Places): Finding[] {
  return LOOKED_UP.flatMap((findings) => findings(places));
}
