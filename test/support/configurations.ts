import type { Config, Feeder } from '../../lib/config/config.ts';
import { SWITCH_NAMES } from '../../lib/config/feeder-schema.ts';
import { loadConfig, parseConfig } from '../../lib/config/load-config.ts';
import { partitionOf } from '../../lib/contract/index.ts';

type IntegratorFeeder = Extract<Feeder, { profile: 'pi-integrator' }>;

/** The configuration of local, where no site streams. */
export function withoutStreams(): Config {
  return withFeeders(loadConfig('local'), (feeder) => ({ ...feeder, stream: null }));
}

/** The configuration of local, where the PI Integrator that is alone at its site has these settings too. */
export function withIntegrator(settings: Partial<IntegratorFeeder>): Config {
  const config = loadConfig('local');
  const sites = config.sites.map((site) => {
    const [feeder, ...others] = site.feeders;
    return feeder?.profile === 'pi-integrator' && others.length === 0
      ? { ...site, feeders: [{ ...feeder, ...settings }] }
      : site;
  });
  return { ...config, sites };
}

/** The configuration of local, without the sites that have a feeder of a profile. */
export function withoutSitesOf(profile: Feeder['profile']): Config {
  const config = loadConfig('local');
  return { ...config, sites: config.sites.filter(({ feeders }) => feeders.every((each) => each.profile !== profile)) };
}

export function withoutKubeflow(): Config {
  return { ...loadConfig('local'), consumption: { kubeflow: { enabled: false } } };
}

/** The configuration of local, where what lies behind landing is under a key of the customer's. */
export function withCustomerKey(customerKey: Config['customerKey'] = 'create'): Config {
  return { ...loadConfig('local'), customerKey };
}

/** Two sites of each profile, of which one integrator may list and one sender streams. */
export function twoSitesOfEachProfile(): Config {
  const [listing, both] = withIntegrator({ allow: ['list-own-prefix'] }).sites;
  const [north] = loadConfig('local').sites;
  if (north === undefined || listing === undefined || both === undefined)
    throw new Error('wanted two sites in config/local.json');
  const senders = both.feeders.filter(({ profile }) => profile === 'sender');
  const sites = [
    listing,
    { ...both, feeders: senders },
    { ...north, id: 'west-terminal' },
    { ...both, id: 'south-works', feeders: senders.map((feeder) => ({ ...feeder, stream: null })) },
  ];
  return { ...loadConfig('local'), sites };
}

/** The configuration of local, where the PI Integrator's feeder has two more views: one in UTF-16, one with semicolons. */
export function withViewsOfEachKind(): Config {
  const config = loadConfig('local');
  const [north, ...others] = config.sites;
  const [feeder] = north?.feeders ?? [];
  const [view] = feeder?.views ?? [];
  if (north === undefined || feeder?.profile !== 'pi-integrator' || view?.kind !== 'wide-csv')
    throw new Error('wanted a view of CSV first in config/local.json');
  const lab = { ...view, name: 'lab', encoding: 'UTF-16' as const };
  const views = [view, lab, { ...view, name: 'energy', delimiter: ';' }];
  return { ...config, sites: [{ ...north, feeders: [{ ...feeder, views }] }, ...others] };
}

/** Dev with so many sites, each with a PI Integrator and a sender that streams, so many of them a stack. */
export function manySites(count: number, perStack: number): Config {
  const config = loadConfig('dev');
  const [integrator, sender] = config.sites.flatMap(({ feeders }) => feeders);
  if (integrator?.profile !== 'pi-integrator' || sender?.profile !== 'sender')
    throw new Error('wanted a PI Integrator and a sender in config/dev.json');
  const sites = Array.from({ length: count }, (_, index) => {
    const id = `refinery-${String(index).padStart(5, '0')}`;
    const feeders = [integrator, { ...sender, certificate: { commonName: `${id}-sender` } }];
    return { id, stack: 1 + Math.floor(index / perStack), feeders };
  });
  return { ...config, sites };
}

/** Prod with every option on that adds a statement: each feeder is bound to a network and streams, each switch is open. */
export function everyOption(): Config {
  const network = { cidrs: ['192.0.2.0/24'], vpcEndpoints: [] };
  const stream = { view: 'reactor', shards: 1, retentionHours: 168 };
  const streamed = { name: 'reactor', kind: 'long-parquet' } as const;
  return withFeeders(loadConfig('prod'), (feeder) =>
    feeder.profile === 'pi-integrator'
      ? { ...feeder, network, stream, allow: [...SWITCH_NAMES], views: [...feeder.views, streamed] }
      : { ...feeder, network, stream },
  );
}

function withFeeders(config: Config, change: (feeder: Feeder) => Feeder): Config {
  return { ...config, sites: config.sites.map((site) => ({ ...site, feeders: site.feeders.map(change) })) };
}

/** The configuration of local in another region, whose partition every role is of. */
export function inRegion(region: string): Config {
  const availabilityZones = ['a', 'b'].map((letter) => `${region}${letter}`);
  const text = JSON.stringify({ ...loadConfig('local'), region, availabilityZones });
  return parseConfig(JSON.parse(text.replaceAll('arn:aws:', `arn:${partitionOf(region)}:`)), region);
}
