import type { Config, Feeder } from '../../../lib/config/config.ts';
import { landingPrefix, streamName } from '../../../lib/contract/index.ts';
import { ANY } from '../any-site.ts';
import { code, table } from '../markdown.ts';
import type { Fed, Setting } from './sites.ts';

/** Folder of a view in landing, with its closing slash. */
export function viewFolder(site: string, { profile }: Pick<Feeder, 'profile'>, view: string): string {
  return `${landingPrefix(site, profile)}view=${view}/`;
}

/** Where a feeder's files go. */
export function landingSettings(config: Config, fed: readonly Fed[], profile: Feeder['profile']): Setting[] {
  const folders = ({ site, feeder }: Fed): string =>
    feeder.views.map(({ name }) => code(viewFolder(site, feeder, name))).join(' <br> ');
  return [
    { name: 'Region', any: '`region` of the configuration', of: fed.map(() => code(config.region)) },
    { name: 'Bucket', any: '`buckets.landing` of the configuration', of: fed.map(() => code(config.buckets.landing)) },
    {
      name: 'Folder, or prefix, of each view',
      any: code(viewFolder(ANY.site, { profile }, '<view>')),
      of: fed.map(folders),
    },
  ];
}

/** Where a feeder's records go. */
export function streamSettings(config: Config, fed: readonly Fed[]): Setting[] {
  const ifAny = (of: (site: string) => string): string[] =>
    fed.map(({ site, feeder }) => (feeder.stream === null ? 'none: this site has no stream' : code(of(site))));
  return [
    { name: 'Region', any: '`region` of the configuration', of: ifAny(() => config.region) },
    { name: 'Stream', any: code(streamName(ANY, ANY.site)), of: ifAny((site) => streamName(config, site)) },
  ];
}

/** Settings as a table, with a column for each site of the configuration. */
export function settingsTable(config: Config, fed: readonly Fed[], settings: readonly Setting[]): string[] {
  const sites = fed.map(({ site }) => `${site} (${config.environment})`);
  return table(
    ['Setting', 'For any site', ...sites],
    settings.map(({ name, any, of }) => [name, any, ...of]),
  );
}
