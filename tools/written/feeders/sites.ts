import type { Config, Feeder, Profile } from '../../../lib/config/config.ts';

/** A feeder of a configuration with its site. */
export interface Fed<F extends Feeder = Feeder> {
  readonly site: string;
  readonly feeder: F;
}

/** Every feeder of a profile. */
export function fedBy<P extends Profile>(config: Config, profile: P): Fed<Extract<Feeder, { profile: P }>>[] {
  const isOne = (feeder: Feeder): feeder is Extract<Feeder, { profile: P }> => feeder.profile === profile;
  return config.sites.flatMap(({ id: site, feeders }) => feeders.filter(isOne).map((feeder) => ({ site, feeder })));
}

/** A setting: its name, what it is for any site, and what for each site of a configuration. */
export interface Setting {
  readonly name: string;
  readonly any: string;
  readonly of: readonly string[];
}
