import type { Config } from '../../../../lib/config/config.ts';
import { SWITCH_NAMES } from '../../../../lib/config/feeder-schema.ts';
import { loadConfig, parseConfig } from '../../../../lib/config/load-config.ts';
import type { Assembly } from '../template.ts';
import { changed, type Settings } from './changed.ts';
import { ENTRANCE } from './entrance.ts';
import { synthesize } from './synthesize.ts';

const INTEGRATOR = 'sites.0.feeders.0';
const SENDER = 'sites.1.feeders.0';
const ADDRESSES = { cidrs: ['203.0.113.0/24', '2001:db8::/32'], vpcEndpoints: [] };
const ENDPOINT = { cidrs: [], vpcEndpoints: ['vpce-0123456789abcdef0'] };
const LIVE = { name: 'live', kind: 'long-parquet' };
const STREAM = { view: LIVE.name, shards: 1, retentionHours: 168 };
const KEY = 'arn:aws:kms:us-east-1:333333333333:key/6f0c6e2e-0000-4000-8000-000000000001';
const AUTHORITY = 'arn:aws:acm-pca:us-east-1:222222222222:certificate-authority/6f0c6e2e-0000-4000-8000-000000000001';
const SECOND = 'second.owner@acme-plant.example';

/** What a configuration says in place of what is shipped, or how that follows from it. */
type Option = Settings | ((shipped: Config) => Settings);

/** What is shipped, and each option of config/schema.json that changes who may do what beside what it is called after. */
const OPTIONS: Readonly<Record<string, Option>> = {
  prod: {},
  local: {},
  dev: {},
  'prod, every switch of PI Integrator': { [`${INTEGRATOR}.allow`]: SWITCH_NAMES },
  'prod, bound to addresses': { [`${INTEGRATOR}.network`]: ADDRESSES, [`${SENDER}.network`]: ADDRESSES },
  'prod, bound to an endpoint': { [`${INTEGRATOR}.network`]: ENDPOINT, [`${SENDER}.network`]: ENDPOINT },
  'prod, a stream of PI Integrator': { [`${INTEGRATOR}.views.1`]: LIVE, [`${INTEGRATOR}.stream`]: STREAM },
  'prod, both feeders at a site, of which the sender streams': ({ sites: [north] }) => ({
    'sites.1.feeders.1': north?.feeders[0],
  }),
  'prod, both feeders at a site, of which PI Integrator streams': ({ sites: [north] }) => ({
    [`${SENDER}.stream`]: null,
    'sites.1.feeders.1': north?.feeders[0],
    'sites.1.feeders.1.views.1': LIVE,
    'sites.1.feeders.1.stream': STREAM,
  }),
  'prod, no stream': { [`${SENDER}.stream`]: null },
  'prod, Glue 5.1': { 'transformation.glueVersion': '5.1' },
  'prod, no Kubeflow': { 'consumption.kubeflow': { enabled: false } },
  'prod, an entrance of its own, and sign-in by the company': ENTRANCE,
  'prod, an entrance of one network': { ...ENTRANCE, 'consumption.kubeflow.access.ingress.cidrs': ['10.20.0.0/16'] },
  'prod, administrators alone': {
    'consumption.kubeflow.access': {
      adminCidrs: ['10.20.0.0/16', '192.168.7.0/24'],
      peopleRoleArn: null,
      ingress: null,
    },
  },
  'prod, sheets of other sorts': { [`${INTEGRATOR}.views.0.delimiter`]: ';' },
  'prod, an image that is brought': {
    'consumption.kubeflow.notebookImage': { uri: '222222222222.dkr.ecr.us-east-1.amazonaws.com/notebooks:2026.11' },
  },
  'prod, no schedules': {
    'intake.sweep.enabled': false,
    'transformation.schedule.enabled': false,
    'transformation.maintenance.enabled': false,
  },
  'prod, destroyed with its stacks': { removalPolicy: 'destroy', 'bronze.objectLockDays': null },
  'dev, kept for good': {
    removalPolicy: 'retain',
    breakGlassRoleArn: 'arn:aws:iam::111111111111:role/break-glass',
    'bronze.objectLockDays': 7,
  },
  'prod, what a platform team asks for': {
    customerKey: 'create',
    'logs.retentionDays': 365,
    budget: { monthlyUsd: 1200 },
    'alarms.subscribers': ['plant-data@example.org', 'https://events.example.org/airlock'],
  },
  'local, a key that is made': { customerKey: 'create' },
  'local, in another partition': {
    region: 'cn-north-1',
    availabilityZones: ['cn-north-1a', 'cn-north-1b'],
    'consumption.kubeflow.adminRoleArn': 'arn:aws-cn:iam::000000000000:role/kubeflow-admin',
    'consumption.kubeflow.access.peopleRoleArn': 'arn:aws-cn:iam::000000000000:role/data-scientists',
  },
  'local, a budget': { budget: { monthlyUsd: 100 } },
  'local, a sender alone': ({ sites: [, east] }) => ({
    sites: [east],
    'sites.0.feeders.length': 1,
    'sites.0.feeders.0.views.length': 1,
    'datasets.length': 1,
  }),
  'local, a PI Integrator alone': ({ datasets: [, process] }) => ({
    'sites.length': 1,
    'sites.0.feeders.0.views.length': 1,
    datasets: [process],
  }),
  "prod, under the customer's own key": { customerKey: { arn: KEY } },
  'prod, an authority of AWS Private CA': { certificateAuthority: { acmPcaArn: AUTHORITY } },
  'prod, deployed by a role of its owner': { executionRoleArn: 'arn:aws:iam::222222222222:role/deployers/airlock' },
  'prod, profiles that read one dataset of two': {
    'consumption.kubeflow.profiles.1': { name: 'narrow-0', owner: SECOND, datasets: ['reactor_data'] },
    'consumption.kubeflow.profiles.2': { name: 'narrow-1', owner: SECOND, datasets: ['process_data'] },
  },
};

/** Every configuration that is shipped, and each option beside one of them, by its name in this list. */
export function configurations(): ReadonlyMap<string, Config> {
  return new Map(Object.entries(OPTIONS).map(([name, option]) => [name, configOf(name, option)]));
}

function configOf(name: string, option: Option): Config {
  const shipped = loadConfig(name.replace(/,.*/, ''));
  return parseConfig(changed(shipped, typeof option === 'function' ? option(shipped) : option), name);
}

/** Their templates. */
export function assemblies(): Assembly[] {
  return [...configurations()].map(([name, config]) => synthesize(name, config));
}
