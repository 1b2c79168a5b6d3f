import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, Kubeflow } from '../../../lib/config/config.ts';
import { CONFIG_FOLDER, loadConfig, parseConfig } from '../../../lib/config/load-config.ts';
import { changed } from '../../../tools/proof/doubt/stacks/changed.ts';
import { ENTRANCE } from '../../../tools/proof/doubt/stacks/entrance.ts';
import { acme } from './acme.ts';
import { integrator, sender, sheet, site, sites } from './sites.ts';
import { under } from './under.ts';

/** Configurations as customers write them, each other than what is shipped in something that harms nobody. */
export function harmless(): ReadonlyMap<string, Config> {
  return new Map(
    Object.entries(HARMLESS).map(([name, config]) => [name, parseConfig(JSON.parse(JSON.stringify(config)), name)]),
  );
}

const prod = loadConfig('prod');
const dev = loadConfig('dev');
const role = (name: string): string => `arn:aws:iam::${prod.account}:role/${name}`;

const HARMLESS: Readonly<Record<string, Config>> = {
  'a customer of its own': acme(),
  'an app called after what we have': acme({ app: 'plant', environment: 'gold' }),
  'an app called after services': acme({ app: 'iam', environment: 'role' }),
  'an app with dashes': acme({ app: 'a-b-c', environment: 'x-1' }),
  'as long names as there may be': acme({ app: 'abcdefghijklmnop', environment: 'qrstuvwxyz012345' }),
  'the environment is in the name of the app': acme({ app: 'prod-data', environment: 'prod' }),
  'one site and its PI Integrator': sites(site('north', integrator())),
  'one site and its sender, which streams': sites(site('north', sender('north', { streams: true }))),
  'both feeders at each of two sites, and either streams': sites(
    site('first', sender('first', { streams: true }), integrator()),
    site('second', sender('second'), integrator({ streams: true })),
  ),
  'sites whose ids begin each other': sites(
    site('north', sender('north'), integrator()),
    site('north-2', sender('north-2', { streams: true })),
    site('north-22', integrator({ allow: ['list-buckets'] })),
  ),
  'sites called after what we have': sites(
    site('landing', sender('landing')),
    site('pi-integrator', integrator()),
    site('sender', sender('sender', { streams: true }), integrator()),
    site('plant', integrator({ allow: ['delete-own'] })),
  ),
  'sites called after AWS': sites(
    site('123456789012', integrator()),
    site('us-east-1', sender('us-east-1', { streams: true })),
    site('s3--', integrator()),
    site('000', sender('000')),
  ),
  'sites in several stacks': sites(
    site('north', sender('north', { streams: true })),
    { ...site('south', integrator()), stack: 2 },
    { ...site('west', sender('west', { streams: true }), integrator()), stack: 3 },
  ),
  'twelve sites': sites(...many(12)),
  'a switch each': sites(
    site('a-1', integrator({ allow: ['list-own-prefix'] })),
    site('a-2', integrator({ allow: ['bucket-location', 'list-buckets'] })),
    site('a-3', integrator({ allow: ['delete-own', 'list-own-prefix'] })),
  ),
  'a network each': sites(
    site('a-1', integrator({ network: { cidrs: ['203.0.113.0/24', '198.51.100.7/32'], vpcEndpoints: [] } })),
    site(
      'a-2',
      sender('a-2', { streams: true, network: { cidrs: ['2001:db8::/32'], vpcEndpoints: ['vpce-0123456789abcdef0'] } }),
    ),
    site('a-3', integrator({ streams: true, network: { cidrs: [], vpcEndpoints: ['vpce-01234567'] } })),
    site('a-4', sender('a-4')),
  ),
  'sheets of other sorts': sites(
    site('north', integrator({ views: [sheet({ delimiter: ';', decimal: ',', encoding: 'UTF-16' })] })),
    site(
      'south',
      integrator({ views: [sheet({ name: 'a', delimiter: ',' }), sheet({ name: 'b_2', delimiter: '|' })] }),
    ),
  ),
  'streams that are wide and long': changed(
    sites(
      site('north', sender('north', { streams: true, shards: 24, retentionHours: 8760 })),
      site('south', sender('south', { streams: true, retentionHours: 200 })),
    ),
    {
      stream: {
        batchSize: 10_000,
        windowSeconds: 0,
        retryAttempts: 0,
        maxRecordAgeSeconds: 604_800,
        timeoutSeconds: 900,
        memoryMb: 10_240,
      },
    },
  ),
  'in Frankfurt': acme({ region: 'eu-central-1' }),
  'in Sydney, in zones of the end': acme({
    region: 'ap-southeast-2',
    availabilityZones: ['ap-southeast-2c', 'ap-southeast-2b'],
  }),
  'in three zones': changed(prod, { availabilityZones: ['us-east-1d', 'us-east-1a', 'us-east-1f'] }),
  'in four zones': changed(prod, { availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c', 'us-east-1d'] }),
  'in China': acme({ region: 'cn-northwest-1' }),
  'for a government': acme({ region: 'us-gov-east-1' }),
  'in a sovereign cloud': acme({ region: 'eusc-de-east-1' }),
  'an authority that takes the place of another': changed(prod, { certificateAuthority: twoAuthorities() }),
  'an authority of AWS Private CA': acme({
    region: 'eu-west-3',
    certificateAuthority: {
      acmPcaArn: `arn:aws:acm-pca:eu-west-3:${acme().account}:certificate-authority/0a1b2c3d-0000-4000-8000-00000000000f`,
    },
  }),
  'a key that is made': acme({ customerKey: 'create' }),
  'a key of the account': changed(prod, {
    customerKey: { arn: `arn:aws:kms:us-east-1:${prod.account}:key/0a1b2c3d-0000-4000-8000-00000000000f` },
  }),
  'a key of another account': acme({
    customerKey: { arn: 'arn:aws:kms:us-east-1:333333333333:key/6f0c6e2e-0000-4000-8000-000000000009' },
  }),
  'who breaks glass and who deploys stand in folders': changed(prod, {
    breakGlassRoleArn: role('aws-reserved/sso.amazonaws.com/AWSReservedSSO_Glass_0123456789abcdef'),
    executionRoleArn: role('deployers/of+all=things,a.b@c'),
  }),
  'one role breaks glass, deploys and administers': changed(prod, {
    'consumption.kubeflow.adminRoleArn': role('admin'),
    breakGlassRoleArn: role('admin'),
    executionRoleArn: role('admin'),
  }),
  "an organization's boundary": changed(prod, {
    permissionsBoundary: `arn:aws:iam::${prod.account}:policy/acme/developer`,
  }),
  "AWS's own policy as a boundary": acme({ permissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess' }),
  'labels of all sorts': acme({
    ownerTags: {
      Name: 'the airlock: of plants/2 = 2',
      'acme:cost': '4711',
      account: '999999999999',
      contact: 'ops@acme.example',
      page: 'https://wiki.acme.example/x',
      arn: 'arn:aws:s3:::somewhere',
    },
  }),
  'no labels': acme({ ownerTags: {} }),
  'buckets whose names begin each other': changed(prod, {
    buckets: { accessLogs: 'acme', landing: 'acme-1', bronze: 'acme-1.2', silver: 'acme.1', gold: 'acme-1.2-gold' },
  }),
  'buckets called after their account and region': changed(prod, {
    buckets: {
      accessLogs: `logs-${prod.account}-us-east-1`,
      landing: `landing-${prod.account}-us-east-1`,
      bronze: `bronze-${prod.account}-us-east-1`,
      silver: `silver-${prod.account}-us-east-1`,
      gold: `gold-${prod.account}-us-east-1`,
    },
  }),
  'as short as it may be kept': changed(prod, {
    accessLogs: { expireAfterDays: 14 },
    logs: { retentionDays: 14 },
    landing: { expireAfterDays: 1 },
    bronze: { objectLockDays: 7 },
    extraction: { keyMaxAgeDays: 30 },
  }),
  'as long as it may be kept': acme({
    accessLogs: { expireAfterDays: 3653 },
    logs: { retentionDays: 3653 },
    landing: { expireAfterDays: 3650 },
    bronze: { objectLockDays: 3650 },
  }),
  'an intake that is slow': acme({
    intake: {
      maxObjectBytes: 5_368_709_120,
      timeoutSeconds: 900,
      maxReceives: 1000,
      memoryMb: 10_240,
      sweep: { enabled: true, everyMinutes: 1440 },
    },
  }),
  'an intake that is quick': acme({
    intake: {
      maxObjectBytes: 1,
      timeoutSeconds: 1,
      maxReceives: 1,
      memoryMb: 128,
      sweep: { enabled: true, everyMinutes: 1 },
    },
  }),
  'everybody is told, and of costs': acme({
    budget: { monthlyUsd: 25_000 },
    ...under('alarms', {
      subscribers: [
        'ops+airlock@acme.example',
        'second@acme.example',
        'https://events.eu.pagerduty.example/integration/0a1b/enqueue?x=1',
        `arn:aws:sqs:us-east-1:${acme().account}:alarms.fifo`,
        'arn:aws:sqs:us-east-1:999999999999:alarms-of-the-company',
        `arn:aws:lambda:us-east-1:${acme().account}:function:tell`,
      ],
      runbooksUrl: 'https://git.acme.example/airlock/-/blob/main/docs/runbooks/',
    }),
  }),
  'alarms that are patient': changed(
    prod,
    under('alarms', {
      landingSilenceMinutes: 1440,
      freshnessMinutes: 10_080,
      shareBadPercent: 100,
      quarantinedCells: 0,
      iteratorAgeSeconds: 86_400,
      bytesPerHour: 1_099_511_627_776,
      objectsPerHour: 1_000_000,
    }),
  ),
  'alarms that are not': acme(
    under('alarms', {
      landingSilenceMinutes: 5,
      freshnessMinutes: 1,
      shareBadPercent: 0.1,
      quarantinedCells: 1,
      iteratorAgeSeconds: 1,
      bytesPerHour: 1,
      objectsPerHour: 1,
    }),
  ),
  'jobs of another size': acme(
    under('transformation', {
      glueVersion: '5.1',
      workerType: 'G.4X',
      workers: 99,
      spark: { fromGiB: 1 },
      gold: { singleObjectUpToGiB: 1 },
      timeoutMinutes: 10_080,
      clockSkewSeconds: 0,
      timeTravelDays: 7,
    }),
  ),
  'jobs of their own times': acme(
    under('transformation', {
      workers: 2,
      timeoutMinutes: 5,
      schedule: { enabled: true, everyMinutes: 5 },
      maintenance: { enabled: true, everyMinutes: 10_080 },
    }),
  ),
  'by hand': changed(
    prod,
    under('transformation', {
      schedule: { enabled: false, everyMinutes: 60 },
      maintenance: { enabled: true, everyMinutes: 7 },
    }),
  ),
  'many datasets': changed(prod, {
    datasets: [
      { name: 'gold', site: 'east-chemicals', view: 'reactor', gridSeconds: 1 },
      { name: 'delta', site: 'east-chemicals', view: 'reactor', gridSeconds: 86_400, statistics: ['mean', 'max'] },
      { name: 'process_data_2', site: 'north-refinery', view: 'process', gridSeconds: 60 },
      { name: 'z'.repeat(64), site: 'north-refinery', view: 'process', gridSeconds: 60 },
    ],
  }),
  'no Kubeflow': changed(prod, { 'consumption.kubeflow': { enabled: false } }),
  'no Kubeflow, destroyed with its stacks, and a key': changed(dev, { customerKey: 'create' }),
  'Kubeflow in what is destroyed': changed(dev, {
    consumption: prod.consumption,
    'consumption.kubeflow.adminRoleArn': 'arn:aws:iam::111111111111:role/a',
    'consumption.kubeflow.access': { adminCidrs: ['10.0.0.0/8'], peopleRoleArn: null, ingress: null },
  }),
  'administrators come from several networks': kubeflow({
    access: {
      adminCidrs: ['10.1.0.0/16', '192.168.3.0/24', '172.20.0.0/14', '10.9.9.9/32'],
      peopleRoleArn: null,
      ingress: null,
    },
  }),
  'people come in a role of a folder': kubeflow({
    adminRoleArn: role('admins/of-kubeflow'),
    access: { adminCidrs: ['192.168.0.0/16'], peopleRoleArn: role('people/data.scientists@acme'), ingress: null },
  }),
  'people come by a name of the company': changed(prod, ENTRANCE),
  'people and administrators come by many networks': changed(prod, {
    ...ENTRANCE,
    'consumption.kubeflow.access.adminCidrs': ['10.3.0.0/16'],
    ...under('consumption.kubeflow.access.ingress', {
      host: 'k.x.io',
      cidrs: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/24'],
    }),
  }),
  'people come from one network, in another app': acme({
    app: 'vone',
    ...ENTRANCE,
    ...under('consumption.kubeflow.access.ingress', {
      cidrs: ['10.7.0.0/24'],
      'oidc.clientSecretName': 'airlock/prod/vone-prod-kubeflow/company',
    }),
  }),
  'the provider is another one': changed(prod, {
    ...ENTRANCE,
    'consumption.kubeflow.access.ingress.oidc': {
      issuer: 'https://login.microsoftonline.example:8443/0f0f-11/v2.0',
      clientId: '6f0c6e2e-0000-4000-8000-00000000000a',
      clientSecretName: 'airlock/prod/airlock-prod-kubeflow/oidc/client=1',
      assumeEmailVerified: true,
    },
  }),
  'an image of the own registry': kubeflow({
    notebookImage: { uri: 'registry.acme.example:5000/ml/notebook:2026.11' },
  }),
  'an image by its digest': kubeflow({ notebookImage: { uri: `ghcr.io/acme/notebook@sha256:${'a'.repeat(64)}` } }),
  "an image of another account's registry": kubeflow({
    notebookImage: { uri: '999999999999.dkr.ecr.eu-west-1.amazonaws.com/team/ml:1' },
  }),
  'an image that is built on another one': kubeflow({
    notebookImage: { from: `docker.io/library/python@sha256:${'0123456789abcdef'.repeat(4)}` },
  }),
  'another cluster': kubeflow({
    commit: '0123456789abcdef0123456789abcdef01234567',
    vpcCidr: '172.31.0.0/16',
    argoCdChart: '11.0.0',
    instanceType: 'm7i-flex.24xlarge',
    nodes: { min: 3, max: 50 },
  }),
  'profiles of all sorts': profiles(
    { name: 'a', owner: 'first.last+tag@x.co' },
    { name: '0', owner: 'UPPER_case@Acme.Example' },
    { name: 'team-a-1', owner: 'a-b@acme.example' },
    { name: 'team-a-12', owner: 'first.last+tag@x.co' },
    { name: 'x'.repeat(63), owner: 'q@y.example' },
  ),
  'profiles called after what we have': profiles(
    { name: 'gold', owner: 'gold@acme.example' },
    { name: 'prod', owner: 'airlock@acme.example' },
    { name: 'north-refinery', owner: 'plant@acme.example' },
  ),
  'the profiles of our samples, with other owners': profiles(
    { name: 'north-analytics', owner: 'somebody@acme.example' },
    { name: 'narrow', owner: 'data.scientist@plant.example' },
  ),
  'profiles that read a dataset each': profiles(
    { name: 'one', owner: 'one@acme.example', datasets: ['reactor_data'] },
    { name: 'two', owner: 'two@acme.example', datasets: ['process_data'] },
    { name: 'both', owner: 'two@acme.example', datasets: ['process_data', 'reactor_data'] },
  ),
  'profiles that read all, and one that does not': profiles(
    { name: 'all', owner: 'one@acme.example' },
    { name: 'every', owner: 'one@acme.example' },
    { name: 'few', owner: 'two@acme.example', datasets: ['process_data'] },
  ),
  'an owner of an odd address, by a name of the company': changed(prod, {
    ...ENTRANCE,
    'consumption.kubeflow.profiles': [{ name: 'one', owner: "o'brien_co@acme.example" }],
  }),
};

/** Sites with both feeders each. */
function many(count: number): Config['sites'] {
  const ids = Array.from({ length: count }, (_, index) => `refinery-${index}`);
  return ids.map((id) => site(id, integrator(), sender(id, { streams: true })));
}

/** Of two certificates one takes the place of the other. */
function twoAuthorities(): string {
  const [folder, file] = ['../.local/harmless', '../.local/harmless/two.pem'];
  mkdirSync(join(CONFIG_FOLDER, folder), { recursive: true });
  const both = ['ca/acme-plant-ca.pem', '../.local/plant-ca/ca.pem'];
  writeFileSync(
    join(CONFIG_FOLDER, file),
    both.map((each) => readFileSync(join(CONFIG_FOLDER, each), 'utf8')).join('\n'),
  );
  return file;
}

function kubeflow(settings: Partial<Kubeflow>): Config {
  return changed(prod, under('consumption.kubeflow', settings));
}

function profiles(...all: Kubeflow['profiles']): Config {
  return kubeflow({ profiles: all });
}
