import type { Config, Feeder } from '../../lib/config/config.ts';

/**
 * The feeder of a site, by its profile where the site has several.
 *
 * @throws Error with what the configuration has.
 */
export function feederOf(config: Config, site: string, profile: string | undefined): Feeder {
  const feeders = config.sites.find(({ id }) => id === site)?.feeders;
  if (feeders === undefined) {
    throw new Error(`--site: got ${site}, wanted one of ${config.sites.map(({ id }) => id).join(', ')}`);
  }
  const [found, ...more] = feeders.filter((each) => profile === undefined || each.profile === profile);
  if (found === undefined || more.length > 0) {
    const wanted = feeders.map((each) => each.profile).join(', ');
    throw new Error(`--feeder: got ${profile ?? 'none'}, wanted one of ${wanted}`);
  }
  return found;
}
