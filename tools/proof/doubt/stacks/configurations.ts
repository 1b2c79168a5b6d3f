import type { Config, Feeder } from '../../../../lib/config/config.ts';
import { SWITCH_NAMES } from '../../../../lib/config/feeder-schema.ts';
import { loadConfig, parseConfig } from '../../../../lib/config/load-config.ts';
import type { Assembly } from '../edit/template.ts';
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
  'no schedules': ['prod', withoutSchedules],
  'destroyed with its stacks': [
    'prod',
    (config) => ({ ...config, removalPolicy: 'destroy', bronze: { objectLockDays: null } }),
  ],
  'kept for good': ['dev', keptForGood],
  'what a platform team asks for': ['prod', asPlatformTeamsAsk],
  "under the customer's own key": ['prod', underOwnKey],
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

function streaming(feeder: Feeder): Feeder {
  if (feeder.stream !== null) return feeder;
  const live = { name: 'live', kind: 'long-parquet' } as const;
  return { ...feeder, views: [...feeder.views, live], stream: { view: live.name, shards: 1, retentionHours: 168 } };
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

/** Of an account that holds the keys of others. */
function underOwnKey(config: Config): Config {
  const arn = `arn:aws:kms:${config.region}:333333333333:key/6f0c6e2e-0000-4000-8000-000000000001`;
  return { ...config, customerKey: { arn } };
}

function keptForGood(config: Config): Config {
  const breakGlassRoleArn = `arn:aws:iam::${config.account}:role/break-glass`;
  return { ...config, removalPolicy: 'retain', breakGlassRoleArn, bronze: { objectLockDays: 7 } };
}
