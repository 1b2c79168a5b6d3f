import type { Config, Feeder, Profile } from '../../../lib/config/config.ts';
import { table } from '../markdown.ts';

export type FeederOf<P extends Profile> = Extract<Feeder, { profile: P }>;

/** A feeder of a configuration with its site. */
export interface Fed<F extends Feeder = Feeder> {
  readonly site: string;
  readonly feeder: F;
}

/** Every feeder of a profile. */
export function fedBy<P extends Profile>(config: Config, profile: P): Fed<FeederOf<P>>[] {
  const isOne = (feeder: Feeder): feeder is FeederOf<P> => feeder.profile === profile;
  return config.sites.flatMap(({ id: site, feeders }) => feeders.filter(isOne).map((feeder) => ({ site, feeder })));
}

/** A setting: its name, what it is for any site, and what for one of a configuration. */
export type Setting<P extends Profile = Profile> = readonly [string, string, (fed: Fed<FeederOf<P>>) => string];

/** Settings as a table, with a column for each site of the configuration. */
export function settingsTable<P extends Profile>(config: Config, profile: P, settings: readonly Setting<P>[]): string {
  const fed = fedBy(config, profile);
  const sites = fed.map(({ site }) => `${site} (${config.environment})`);
  return table(
    ['Setting', 'For any site', ...sites],
    settings.map(([name, any, of]) => [name, any, ...fed.map(of)]),
  );
}

/** Settings as a table for the configuration's sites alone, and no other. */
export function ownTable<P extends Profile>(config: Config, profile: P, settings: readonly Setting<P>[]): string {
  const fed = fedBy(config, profile);
  return table(
    ['Setting', ...fed.map(({ site }) => site)],
    settings.map(([name, , of]) => [name, ...fed.map(of)]),
  );
}
