import type { Config, Feeder } from '../../../../lib/config/config.ts';
import { SWITCH_NAMES } from '../../../../lib/config/feeder-schema.ts';
import { loadConfig, parseConfig } from '../../../../lib/config/load-config.ts';
import type { Assembly } from '../template.ts';
import { withAdministrators, withEntrance, withImage } from './kubeflow.ts';
import { synthesize } from './synthesize.ts';

type Change = (config: Config) => Config;

/** Options of config/schema.json that change who may do what, each beside a configuration that is shipped without it. */
const OPTIONS: Readonly<Record<string, readonly [environment: string, change: Change]>> = {
  'every switch of PI Integrator': ['prod', ofIntegrators({ allow: [...SWITCH_NAMES] })],
  'bound to addresses': ['prod', ofAll({ network: { cidrs: ['203.0.113.0/24', '2001:db8::/32'], vpcEndpoints: [] } })],
  'bound to an endpoint': ['prod', ofAll({ network: { cidrs: [], vpcEndpoints: ['vpce-0123456789abcdef0'] } })],
  'a stream of PI Integrator': ['prod', ofFeeders(streaming)],
  'both feeders at a site, of which the sender streams': ['prod', withBothFeeders('sender')],
  'both feeders at a site, of which PI Integrator streams': ['prod', withBothFeeders('pi-integrator')],
  'no stream': ['prod', ofAll({ stream: null })],
  'Glue 5.1': ['prod', (config) => ({ ...config, transformation: { ...config.transformation, glueVersion: '5.1' } })],
  'no Kubeflow': ['prod', (config) => ({ ...config, consumption: { kubeflow: { enabled: false } } })],
  'an entrance of its own, and sign-in by the company': ['prod', withEntrance],
  'an entrance of one network': ['prod', (config) => withEntrance(config, ['10.20.0.0/16'])],
  'administrators alone': ['prod', withAdministrators],
  'sheets of other sorts': ['prod', ofFeeders(withSheets)],
  'an image that is brought': ['prod', withImage],
  'no schedules': ['prod', withoutSchedules],
  'destroyed with its stacks': [
    'prod',
    (config) => ({ ...config, removalPolicy: 'destroy', bronze: { objectLockDays: null } }),
  ],
  'kept for good': ['dev', keptForGood],
  'what a platform team asks for': ['prod', asPlatformTeamsAsk],
  'a key that is made': ['local', (config) => ({ ...config, customerKey: 'create' })],
  'in another partition': ['local', inChina],
  'a budget': ['local', (config) => ({ ...config, budget: { monthlyUsd: 100 } })],
  'a sender alone': ['local', alone('sender')],
  'a PI Integrator alone': ['local', alone('pi-integrator')],
  "under the customer's own key": ['prod', underOwnKey],
  'an authority of AWS Private CA': ['prod', withPrivateAuthority],
  'deployed by a role of its owner': ['prod', deployedByOwner],
  'profiles that read one dataset of two': ['prod', withNarrowProfiles],
};

/** Every configuration that is shipped, and each option beside one of them. */
export function configurations(): ReadonlyMap<string, Config> {
  const shipped = ['prod', 'local', 'dev'].map((name) => [name, loadConfig(name)] as const);
  const optional = Object.entries(OPTIONS).map(([option, [environment, change]]) => {
    const name = `${environment}, ${option}`;
    return [name, parseConfig(change(loadConfig(environment)), name)] as const;
  });
  return new Map([...shipped, ...optional]);
}

/** Their templates. */
export function assemblies(): Assembly[] {
  return [...configurations()].map(([name, config]) => synthesize(name, config));
}

type Integrator = Extract<Feeder, { profile: 'pi-integrator' }>;

function ofIntegrators(settings: Partial<Integrator>): Change {
  return ofFeeders((feeder) => (feeder.profile === 'pi-integrator' ? { ...feeder, ...settings } : feeder));
}

function ofAll(settings: Pick<Partial<Integrator>, 'network' | 'stream'>): Change {
  return ofFeeders((feeder) => ({ ...feeder, ...settings }));
}

function ofFeeders(change: (feeder: Feeder) => Feeder): Change {
  return (config) => ({
    ...config,
    sites: config.sites.map((site) => ({ ...site, feeders: site.feeders.map(change) })),
  });
}

/** One site that one profile feeds, by the one view of its dataset. */
function alone(profile: Feeder['profile']): Change {
  return (config) => {
    const feeds = config.sites.flatMap(({ id, feeders }) =>
      feeders.filter((feeder) => feeder.profile === profile).map((feeder) => ({ id, feeder })),
    );
    const [dataset] = config.datasets.filter(({ site, view }) =>
      feeds.some(({ id, feeder }) => id === site && feeder.views.some(({ name }) => name === view)),
    );
    const sites = config.sites.filter(({ id }) => id === dataset?.site);
    const feeders = (all: readonly Feeder[]): Feeder[] =>
      all
        .filter((feeder) => feeder.profile === profile)
        .map((feeder) => ({ ...feeder, views: feeder.views.filter(({ name }) => name === dataset?.view) }) as Feeder);
    return {
      ...config,
      sites: sites.map((site) => ({ ...site, feeders: feeders(site.feeders) })),
      datasets: dataset === undefined ? [] : [dataset],
    };
  };
}

function streaming(feeder: Feeder): Feeder {
  if (feeder.stream !== null) return feeder;
  const live = { name: 'live', kind: 'long-parquet' } as const;
  return { ...feeder, views: [...feeder.views, live], stream: { view: live.name, shards: 1, retentionHours: 168 } };
}

/** Of other cells than those that are shipped. */
function withSheets(feeder: Feeder): Feeder {
  if (feeder.profile !== 'pi-integrator') return feeder;
  const views = feeder.views.map((view) => (view.kind === 'wide-csv' ? { ...view, delimiter: ';' } : view));
  return { ...feeder, views };
}

/** The first sender's site has an integrator too; one of them streams, and the other one does not. */
function withBothFeeders(streams: Feeder['profile']): Change {
  return (config) => {
    const all = config.sites.flatMap(({ feeders }) => feeders);
    const integrator = all.find(({ profile }) => profile === 'pi-integrator');
    const [site] = config.sites.filter(({ feeders }) => feeders.some(({ profile }) => profile === 'sender'));
    if (integrator === undefined || site === undefined)
      throw new Error(`wanted both profiles in ${config.environment}`);
    const feeders = [...site.feeders, integrator].map((feeder) =>
      feeder.profile === streams ? streaming(feeder) : { ...feeder, stream: null },
    );
    return { ...config, sites: config.sites.map((each) => (each === site ? { ...site, feeders } : each)) };
  };
}

function withoutSchedules(config: Config): Config {
  const { intake, transformation } = config;
  const off = <T extends { enabled: boolean }>(schedule: T): T => ({ ...schedule, enabled: false });
  return {
    ...config,
    intake: { ...intake, sweep: off(intake.sweep) },
    transformation: {
      ...transformation,
      schedule: off(transformation.schedule),
      maintenance: off(transformation.maintenance),
    },
  };
}

/** A key that is made, a year of logs, somebody who is told, and a budget. */
function asPlatformTeamsAsk(config: Config): Config {
  const subscribers = ['plant-data@example.org', 'https://events.example.org/airlock'];
  return {
    ...config,
    customerKey: 'create',
    logs: { retentionDays: 365 },
    budget: { monthlyUsd: 1200 },
    alarms: { ...config.alarms, subscribers },
  };
}

/** Where services and policies of AWS are called otherwise. */
function inChina(config: Config): Config {
  const region = 'cn-north-1';
  const text = JSON.stringify({ ...config, region, availabilityZones: [`${region}a`, `${region}b`] });
  return JSON.parse(text.replaceAll('arn:aws:', 'arn:aws-cn:'));
}

/** Of an account that holds the keys of others. */
function underOwnKey(config: Config): Config {
  const arn = `arn:aws:kms:${config.region}:333333333333:key/6f0c6e2e-0000-4000-8000-000000000001`;
  return { ...config, customerKey: { arn } };
}

/** In place of the certificates of a file. */
function withPrivateAuthority(config: Config): Config {
  const acmPcaArn = `arn:aws:acm-pca:${config.region}:${config.account}:certificate-authority/6f0c6e2e-0000-4000-8000-000000000001`;
  return { ...config, certificateAuthority: { acmPcaArn } };
}

function deployedByOwner(config: Config): Config {
  return { ...config, executionRoleArn: `arn:aws:iam::${config.account}:role/deployers/airlock` };
}

/** Beside the profile that reads all of gold, one for each dataset. */
function withNarrowProfiles(config: Config): Config {
  const { kubeflow } = config.consumption;
  if (!kubeflow.enabled) throw new Error(`wanted Kubeflow in ${config.environment}`);
  const owner = 'second.owner@acme-plant.example';
  const narrow = config.datasets.map(({ name }, index) => ({ name: `narrow-${index}`, owner, datasets: [name] }));
  return { ...config, consumption: { kubeflow: { ...kubeflow, profiles: [...kubeflow.profiles, ...narrow] } } };
}

function keptForGood(config: Config): Config {
  const breakGlassRoleArn = `arn:aws:iam::${config.account}:role/break-glass`;
  return { ...config, removalPolicy: 'retain', breakGlassRoleArn, bronze: { objectLockDays: 7 } };
}
