import { DATA_READS, DATA_WRITES, ESCALATIONS } from '../promise/lists.ts';
import type { Places } from '../promise/places.ts';
import { actorFindings } from './actors.ts';
import { alarmFindings } from './alarms.ts';
import type { Ask } from './ask.ts';
import { bronzeAsks } from './bronze.ts';
import { bucketSettingFindings } from './bucket-settings.ts';
import { consumerAsks } from './consumers.ts';
import { escalationAsks } from './escalation.ts';
import type { Finding } from './finding.ts';
import { flowAsks } from './flows.ts';
import { intendedFindings } from './intended.ts';
import { keptFindings } from './kept.ts';
import { landingAsks } from './landing.ts';
import { plantSettingFindings } from './plant-settings.ts';
import { plantAsks } from './plants.ts';
import { resourcePolicyFindings } from './resource-policies.ts';
import { roleAsks } from './roles.ts';
import { tlsAsks } from './tls.ts';
import { trustFindings } from './trust.ts';
import { watchingFindings } from './watching.ts';
import { wayFindings } from './ways.ts';

/** Every promise that a solver is asked about. */
export function asksOf(places: Places): Ask[] {
  return [
    ...plantAsks(places, DATA_READS),
    ...landingAsks(places),
    ...bronzeAsks(places),
    ...flowAsks(places, DATA_READS, DATA_WRITES),
    ...roleAsks(places),
    ...consumerAsks(places, DATA_READS, DATA_WRITES),
    ...tlsAsks(places),
    ...escalationAsks(places, ESCALATIONS),
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
