import type { Profile, SwitchName } from '../../../lib/config/config.ts';
import { SWITCH_NAMES } from '../../../lib/config/feeder-schema.ts';
import { type PlantGrant, plantStatements } from '../../../lib/extraction/plant-policy.ts';
import type { Condition } from '../../../packages/iam-proof/iam/policy.ts';
import { ANY, ANY_STREAM, anyLanding, inWords } from './any-site.ts';
import { parseStatements } from './statements.ts';

/** A verb that an identity may use, and what of its feeder's configuration gives it. */
export interface AllowedVerb {
  readonly action: string;
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
  readonly by: 'every feeder' | 'a stream' | SwitchName;
}

const LEAST: PlantGrant = { site: ANY.site, allow: [], network: null };

/** Verbs that a feeder of a profile may use with every switch off. */
export function allowedVerbs(profile: Profile): AllowedVerb[] {
  const always = verbsOf(profile, LEAST, 'every feeder');
  return [...always, ...added(always, verbsOf(profile, { ...LEAST, streamArn: ANY_STREAM }, 'a stream'))];
}

/** Verbs that each switch of a PI Integrator adds. */
export function switchedVerbs(): AllowedVerb[] {
  const always = allowedVerbs('pi-integrator');
  return SWITCH_NAMES.flatMap((name) => added(always, verbsOf('pi-integrator', { ...LEAST, allow: [name] }, name)));
}

function added(before: readonly AllowedVerb[], all: readonly AllowedVerb[]): AllowedVerb[] {
  return all.filter(({ action }) => !before.some((each) => each.action === action));
}

function verbsOf(profile: Profile, grant: PlantGrant, by: AllowedVerb['by']): AllowedVerb[] {
  const statements = parseStatements(plantStatements(anyLanding(), profile, [grant]), 'identity');
  return statements.flatMap(({ action, resource, conditions }) =>
    action.patterns.map((name) => ({
      action: name,
      resources: (resource?.patterns ?? []).map(inWords),
      conditions,
      by,
    })),
  );
}
