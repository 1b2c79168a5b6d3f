import type { Places } from '../../promise/places.ts';
import type { Finding } from '../finding.ts';
import { actorFindings } from '../looked-up/actors.ts';
import { alarmFindings } from '../looked-up/alarms.ts';
import { bucketSettingFindings } from '../looked-up/bucket-settings.ts';
import { keptFindings } from '../looked-up/kept.ts';
import { plantSettingFindings } from '../looked-up/plant-settings.ts';
import { resourcePolicyFindings } from '../looked-up/resource-policies.ts';
import { trustFindings } from '../looked-up/trust.ts';
import { watchingFindings } from '../looked-up/watching.ts';
import { wayFindings } from '../looked-up/ways.ts';
import type { Ask } from './ask.ts';
import { bronzeAsks } from './bronze.ts';
import { consumerAsks } from './consumers.ts';
import { escalationAsks } from './escalation.ts';
import { flowAsks } from './flows.ts';
import { intendedFindings } from './intended.ts';
import { landingAsks } from './landing.ts';
import { plantAsks } from './plants.ts';
import { roleAsks } from './roles.ts';
import { tlsAsks } from './tls.ts';

/** Every promise that a solver is asked about. */
export function asksOf(places: Places): Ask[] {
  return [
    ...plantAsks(places),
    ...landingAsks(places),
    ...bronzeAsks(places),
    ...flowAsks(places),
    ...roleAsks(places),
    ...consumerAsks(places),
    ...tlsAsks(places),
    ...escalationAsks(places),
  ];
}

/** Every promise that is looked up: who is named, what is set, what is there. */
export function findingsOf(places: Places): Finding[] {
  return [
    ...intendedFindings(places),
    ...resourcePolicyFindings(places.app),
    ...trustFindings(places),
    ...wayFindings(places),
    ...actorFindings(places),
    ...plantSettingFindings(places),
    ...bucketSettingFindings(places),
    ...keptFindings(places),
    ...alarmFindings(places),
    ...watchingFindings(places),
  ];
}
