import type { Config, Feeder } from '../../../lib/config/config.ts';
import { landingPrefix, plantSecretName, streamName } from '../../../lib/contract/index.ts';
import { code, lines } from '../markdown.ts';
import { ANY } from './any-site.ts';
import type { Setting } from './sites.ts';

/** Folder of a view in landing, with its closing slash. */
export function viewFolder(site: string, { profile }: Pick<Feeder, 'profile'>, view: string): string {
  return `${landingPrefix(site, profile)}view=${view}/`;
}

/** Settings of the place to which the feeders of a profile put files. */
export function landingSettings({ region, buckets }: Config, profile: Feeder['profile']): Setting[] {
  return [
    ['Region', '`region` of the configuration', () => code(region)],
    ['Bucket', '`buckets.landing` of the configuration', () => code(buckets.landing)],
    [
      'Folder, or prefix, of each view',
      code(viewFolder(ANY.site, { profile }, '<view>')),
      ({ site, feeder }) => lines(feeder.views.map(({ name }) => code(viewFolder(site, feeder, name)))),
    ],
  ];
}

/** Settings of the secret that holds a PI Integrator's key. */
export function keySettings(config: Config): Setting[] {
  const secret = code(plantSecretName(ANY, ANY.site));
  return [
    [
      'Access key id',
      `\`accessKeyId\` of the secret ${secret}`,
      ({ site }) => `of ${code(plantSecretName(config, site))}`,
    ],
    ['Secret access key', '`secretAccessKey` of the same secret', () => 'of the same secret'],
  ];
}

export function streamRegion({ region }: Config): Setting {
  return ['Region', '`region` of the configuration', ifStreamed(() => region)];
}

export function stream(config: Config): Setting {
  return ['Stream', code(streamName(ANY, ANY.site)), ifStreamed((site) => streamName(config, site))];
}

function ifStreamed(of: (site: string) => string): Setting[2] {
  return ({ site, feeder }) => (feeder.stream === null ? 'none: this site has no stream' : code(of(site)));
}
