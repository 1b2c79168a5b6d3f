import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../lib/config/config.ts';
import { CONFIG_FOLDER, loadConfig, parseConfig } from '../../lib/config/load-config.ts';
import { SCHEMAS } from '../../tools/written/schemas/schemas.ts';

const HEADER = 'name,unit,type,step,zero,span';
const KUBEFLOW = ['consumption', 'kubeflow'];
const INGRESS = {
  host: 'kubeflow.acme-plant.example',
  certificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/6f0c6e2e-0000-4000-8000-000000000002',
  cidrs: ['10.20.0.0/16'],
  oidc: {
    issuer: 'https://login.acme-plant.example',
    clientId: 'kubeflow',
    clientSecretName: 'airlock/local/airlock-local-kubeflow/company',
    assumeEmailVerified: false,
  },
};
const ENTERED = { adminCidrs: [], peopleRoleArn: null, ingress: INGRESS };
const raw = (): Config => JSON.parse(readFileSync(join(CONFIG_FOLDER, 'local.json'), 'utf8'));

/** The configuration of local with one value replaced, or taken away where `value` is undefined. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const config: unknown = raw();
  let node: unknown = config;
  for (const key of path.slice(0, -1)) node = Reflect.get(Object(node), key);
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(Object(node), last);
  else Reflect.set(Object(node), last, value);
  return config;
}

/** Paths of the integrator and of its view. */
const FEEDER = ['sites', 0, 'feeders', 0] as const;
const VIEW = [...FEEDER, 'views', 0] as const;

/** Path of the sender that streams. */
const SENDER = ['sites', 1, 'feeders', 0] as const;

/** Settings of an event view. */
const EVENTS = {
  ...{ name: 'batches', kind: 'event-csv', delimiter: ';', encoding: 'UTF-8', zone: 'UTC', decimal: '.' },
  ...{ timeFormat: 'yyyy-MM-dd HH:mm:ss', idColumn: 'Id', startColumn: 'Start', endColumn: 'End' },
};

test.each(['local', 'dev', 'prod'])('config/%s.json is valid', (environment) => {
  expect(loadConfig(environment).environment).toBe(environment);
});

/** A folder of configurations of a test's own. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlock-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('an unknown environment is refused with the known ones', () => {
  expect(() => loadConfig('staging')).toThrow('unknown environment: got "staging", wanted -c env=<dev|local|prod>');
});

test.each([
  ['"region": "us-east-1", "region": "us-west-2"', 'region'],
  ['"a,{\\"": "x", "sites": [{ "id": ":" }, { "id": "a", "feeders": [], "id": "b" }]', 'sites[1].id'],
])('a key twice is refused with its path: %s', (content, path) => {
  writeFileSync(join(folder, 'dev.json'), `{ ${content} }`);
  expect(() => loadConfig('dev', folder)).toThrow(`dev.json: ${path}: got the key twice, wanted it once`);
});

test('no environment is refused, never guessed', () => {
  expect(() => loadConfig(undefined)).toThrow('unknown environment: got nothing, wanted -c env=<dev|local|prod>');
});

test.each<[string, (string | number)[], unknown, string]>([
  ['a missing key', ['region'], undefined, 'x.json: region: got nothing, wanted string'],
  ['a misspelt key', ['regoin'], 'us-east-1', 'x.json: top level: got the unknown key "regoin"'],
  ['a wrong type', ['landing', 'expireAfterDays'], '30', 'x.json: landing.expireAfterDays: got "30", wanted number'],
  ['a site id with a slash', ['sites', 0, 'id'], 'a/b', 'x.json: sites[0].id: got "a/b", wanted a site id of 3 to 32'],
  [
    'an unknown profile',
    ['sites', 0, 'feeders', 0, 'profile'],
    'ftp',
    "got \"ftp\", wanted one of 'pi-integrator' | 'sender'",
  ],
  [
    "a site's air in bar",
    ['sites', 0, 'atmosphericKPa'],
    1.013,
    'x.json: sites[0].atmosphericKPa: got 1.013, wanted the kPa that the air of the site weighs, 50 to 110',
  ],
  ["a site's air in mbar", ['sites', 0, 'atmosphericKPa'], 1013, 'got 1013, wanted the kPa that the air'],
  ['an unknown zone', ['sites', 0, 'feeders', 0, 'views', 0, 'zone'], 'Mars', 'got "Mars", wanted an IANA time zone'],
  [
    'a profile that reads a dataset of none',
    ['consumption', 'kubeflow', 'profiles', 0, 'datasets'],
    ['rector_data'],
    'profiles[0].datasets[0]: got "rector_data", wanted a dataset (known: reactor_data, process_data)',
  ],
  ['a dataset of no view', ['datasets', 0, 'view'], 'rector', 'datasets[0].view: got "rector", wanted a view of site'],
  [
    'a stream of no view',
    [...SENDER, 'stream', 'view'],
    'rector',
    'sites[1].feeders[0].stream.view: got "rector", wanted a long-parquet view of the feeder (known: reactor)',
  ],
  [
    'a stream of a view that takes no readings',
    [...SENDER, 'stream', 'view'],
    '_tags',
    'stream.view: got "_tags", wanted a long-parquet view',
  ],
  [
    'a stream that drops records before they are given up',
    ['stream', 'maxRecordAgeSeconds'],
    24 * 3600,
    'stream.retentionHours: got 24, wanted hours that are longer than stream.maxRecordAgeSeconds (86400)',
  ],
  [
    'a second stream of a site',
    ['sites', 1, 'feeders', 1],
    { ...raw().sites[1]?.feeders[0], profile: 'pi-integrator', allow: [], certificate: undefined },
    'sites[1].feeders[1].stream: got "reactor", wanted null, since the site\'s feeder 0 has the stream',
  ],
  ['a profile twice', ['sites', 1, 'feeders', 1], raw().sites[1]?.feeders[0], 'wanted a profile used once in a site'],
  ['an unknown switch', ['sites', 0, 'feeders', 0, 'allow'], ['read'], 'got "read", wanted one of list-own-prefix'],
  ['a switch twice', ['sites', 0, 'feeders', 0, 'allow'], ['delete-own', 'delete-own'], 'wanted the name of a switch'],
  [
    'no range of addresses',
    [...SENDER, 'network'],
    { cidrs: ['here'], vpcEndpoints: [] },
    'got "here", wanted a range',
  ],
  ['no endpoint', [...SENDER, 'network'], { cidrs: [], vpcEndpoints: ['vpc-1'] }, 'got "vpc-1", wanted the id of a'],
  ['an empty network', [...SENDER, 'network'], { cidrs: [], vpcEndpoints: [] }, 'wanted an address or an endpoint'],
  ['a key that lives too long', ['extraction', 'keyMaxAgeDays'], 91, 'extraction.keyMaxAgeDays: got 91, wanted'],
  ['an old Glue', ['transformation', 'glueVersion'], '4.0', 'glueVersion: got "4.0", wanted one of 5.1, 6.0'],
  [
    'a branch for a commit',
    [...KUBEFLOW, 'commit'],
    'master',
    'kubeflow.commit: got "master", wanted a whole commit id',
  ],
  ['more nodes than the most', [...KUBEFLOW, 'nodes'], { min: 5, max: 4 }, 'wanted a "min" that is not above "max"'],
  [
    'an API that is open to the internet',
    [...KUBEFLOW, 'access', 'adminCidrs'],
    ['0.0.0.0/0'],
    'access.adminCidrs[0]: got "0.0.0.0/0", wanted a private range by its first address',
  ],
  ['a range that is not private', [...KUBEFLOW, 'access', 'adminCidrs'], ['172.32.0.0/16'], 'wanted a private range'],
  ['a range of more than a private one', [...KUBEFLOW, 'access', 'adminCidrs'], ['10.0.0.0/7'], 'a private range'],
  ['a range within itself', [...KUBEFLOW, 'access', 'adminCidrs'], ['10.20.0.1/16'], 'by its first address'],
  [
    'no way in for anybody',
    [...KUBEFLOW, 'access', 'adminCidrs'],
    [],
    'wanted a network that reaches the API, or an ingress: nobody could sign in otherwise',
  ],
  [
    'owners whose passwords have one name',
    [...KUBEFLOW, 'profiles'],
    ['jane.doe@plant.example', 'jane-doe@plant.example'].map((owner, index) => ({ name: `team-${index}`, owner })),
    'profiles[1].owner: got "jane-doe@plant.example", wanted an address that differs from jane.doe@plant.example',
  ],
  ['a machine that is none of x86-64', [...KUBEFLOW, 'instanceType'], 'm7g.xlarge', 'got "m7g.xlarge", wanted an EC2'],
  ['an app that ends with a hyphen', ['app'], 'plant-', 'app: got "plant-", wanted an application name'],
  ['an app with two hyphens', ['app'], 'plant--data', 'app: got "plant--data", wanted an application name'],
  [
    "a profile in a namespace of the cluster's",
    [...KUBEFLOW, 'profiles', 0, 'name'],
    'kube-system',
    'profiles[0].name: got "kube-system", wanted a profile name that is none of the cluster\'s own namespaces',
  ],
  [
    'an owner whose address names no secret',
    [...KUBEFLOW, 'profiles', 0, 'owner'],
    "o'neil@plant.example",
    'profiles[0].owner: got "o\'neil@plant.example", wanted an address of letters, digits and +=.@-_',
  ],
  [
    'people who are administrators',
    [...KUBEFLOW, 'access', 'peopleRoleArn'],
    'arn:aws:iam::000000000000:role/kubeflow-admin',
    'wanted another role than adminRoleArn, which may do everything',
  ],
  [
    'people who come by two ways',
    [...KUBEFLOW, 'access', 'ingress'],
    INGRESS,
    'access.peopleRoleArn: got "arn:aws:iam::000000000000:role/data-scientists", wanted null, since people come by',
  ],
  [
    'a certificate of another region',
    [...KUBEFLOW, 'access'],
    { ...ENTERED, ingress: { ...INGRESS, certificateArn: INGRESS.certificateArn.replace('us-east-1', 'eu-west-1') } },
    'wanted a certificate of us-east-1',
  ],
  [
    "a plant's key as the secret of a client",
    [...KUBEFLOW, 'access'],
    {
      ...ENTERED,
      ingress: {
        ...INGRESS,
        oidc: { ...INGRESS.oidc, clientSecretName: 'airlock/local/airlock-local-pi-integrator-x' },
      },
    },
    'wanted a name below airlock/local/airlock-local-kubeflow/, such as airlock/local/airlock-local-kubeflow/company',
  ],
  [
    'a provider without TLS',
    [...KUBEFLOW, 'access'],
    { ...ENTERED, ingress: { ...INGRESS, oidc: { ...INGRESS.oidc, issuer: 'http://login.example' } } },
    'oidc.issuer: got "http://login.example", wanted the https:// address of an OpenID issuer',
  ],
  ['no administrator', [...KUBEFLOW, 'adminRoleArn'], undefined, 'kubeflow.adminRoleArn: got nothing, wanted string'],
  [
    "upstream's sample user",
    [...KUBEFLOW, 'profiles', 0, 'owner'],
    'user@example.com',
    'profiles[0].owner: got "user@example.com", wanted the e-mail address of a person',
  ],
  [
    'a profile twice',
    [...KUBEFLOW, 'profiles'],
    [
      { name: 'a', owner: 'a@plant.example' },
      { name: 'a', owner: 'b@plant.example' },
    ],
    'wanted a profile name used once',
  ],
  [
    'a zone of another region',
    ['region'],
    'eu-central-1',
    'availabilityZones[0]: got "us-east-1a", wanted a zone of the region eu-central-1, such as eu-central-1a',
  ],
  [
    'a role of another partition',
    ['executionRoleArn'],
    'arn:aws-cn:iam::000000000000:role/deployer',
    'executionRoleArn: got "arn:aws-cn:iam::000000000000:role/deployer", wanted an ARN that begins with arn:aws:, the partition of us-east-1',
  ],
  ['a misspelt region', ['region'], 'us-esat-1', 'wanted a zone of the region us-esat-1'],
  [
    'a zone twice',
    ['availabilityZones'],
    ['us-east-1a', 'us-east-1a'],
    '[1]: got "us-east-1a", wanted a zone named once',
  ],
  [
    'two layers in one bucket',
    ['buckets', 'gold'],
    'my-plant-data-silver',
    'buckets.gold: got "my-plant-data-silver", wanted a bucket of its own: "silver" has this one',
  ],
  [
    'a lock on what is to be destroyed',
    ['bronze', 'objectLockDays'],
    7,
    'bronze.objectLockDays: got 7, wanted null, since what is locked',
  ],
  [
    'retained data that can be deleted at once',
    ['removalPolicy'],
    'retain',
    'bronze.objectLockDays: got null, wanted 7 days or more, since removalPolicy is "retain"',
  ],
  [
    'a delimiter that is the decimal sign',
    [...VIEW, 'delimiter'],
    '.',
    'delimiter: got ".", wanted another character than "decimal"',
  ],
  [
    'a delimiter that cells hold',
    [...VIEW, 'delimiter'],
    '-',
    'delimiter: got "-", wanted a character that no cell holds',
  ],
  [
    'a time in the column of assets',
    [...VIEW, 'timeColumn'],
    ' name',
    'timeColumn: got " name", wanted another column than "assetColumn"',
  ],
  [
    'a view twice',
    [...FEEDER, 'views', 1],
    raw().sites[0]?.feeders[0]?.views[0],
    'views[1].name: got "process", wanted a view name used once in a feeder',
  ],
  [
    'an event view without the column of ids',
    [...FEEDER, 'views', 1],
    { ...EVENTS, idColumn: undefined },
    'views[1].idColumn: got nothing, wanted string',
  ],
  [
    'an event view whose frames end where they start',
    [...FEEDER, 'views', 1],
    { ...EVENTS, endColumn: ' start' },
    'views[1].endColumn: got " start", wanted another column than "startColumn"',
  ],
  [
    'staleness of an event view',
    [...FEEDER, 'views', 1],
    { ...EVENTS, staleAfterSeconds: 5 },
    'views[1]: got the unknown key "staleAfterSeconds"',
  ],
  [
    'a dataset of event frames',
    [...VIEW],
    { ...EVENTS, name: 'process' },
    'view: got "process", wanted a view of readings: this one tells of event frames',
  ],
  [
    'a delimiter of an event view that its numbers hold',
    [...FEEDER, 'views', 1],
    { ...EVENTS, decimal: ',', delimiter: ',' },
    'views[1].delimiter: got ",", wanted another character than "decimal"',
  ],
  ['a view of probes', [...VIEW, 'name'], '_probe', 'name: got "_probe", wanted another name: probes of the airlock'],
  [
    'tags under another name',
    [...SENDER, 'views', 1, 'name'],
    'tags',
    'got "tags", wanted "_tags" for a view of kind tag-snapshot',
  ],
  [
    'readings under the name of tags',
    [...VIEW, 'name'],
    '_tags',
    'got "_tags", wanted "_tags" for a view of kind tag-snapshot',
  ],
  [
    'a dataset twice',
    ['datasets', 1, 'name'],
    'reactor_data',
    'datasets[1].name: got "reactor_data", wanted a dataset name used once',
  ],
  [
    'a dataset that is a table of gold',
    ['datasets', 1, 'name'],
    'column_name',
    "wanted another name: gold's table of column names",
  ],
  [
    'a misspelt statistic',
    ['datasets', 0, 'statistics'],
    ['mean', 'average'],
    'datasets[0].statistics[1]: got "average"',
  ],
  [
    'a statistic twice',
    ['datasets', 0, 'statistics'],
    ['max', 'max'],
    'statistics: got ["max","max"], wanted a statistic named once',
  ],
  ['a dataset of tags', ['datasets', 0, 'view'], '_tags', 'view: got "_tags", wanted a view of readings'],
  [
    'a dataset of two feeders',
    ['sites', 1, 'feeders', 1],
    {
      profile: 'pi-integrator',
      allow: [],
      stream: null,
      network: null,
      views: [{ name: 'reactor', kind: 'long-parquet' }],
    },
    'datasets[0].view: got "reactor", wanted a view that one feeder of the site has alone',
  ],
  ['a function that runs too long', ['intake', 'timeoutSeconds'], 901, 'got 901, wanted a number of at most 900'],
  ['a negative number', ['landing', 'expireAfterDays'], -1, 'expireAfterDays: got -1, wanted a number above 0'],
  ['half a day', ['landing', 'expireAfterDays'], 1.5, 'expireAfterDays: got 1.5, wanted a whole number'],
  ['an odd silence', ['alarms', 'landingSilenceMinutes'], 7, 'got 7, wanted a multiple of 5'],
  ['no view', [...FEEDER, 'views'], [], 'views: got [], wanted a list of at least 1 entry'],
  ['an empty name', [...VIEW, 'assetColumn'], '', 'assetColumn: got "", wanted a text of at least 1 letter'],
  ['no address', ['alarms', 'runbooksUrl'], 'runbooks', 'got "runbooks", wanted an address such as https://'],
  ['a misspelt key beside the others', ['landing', 'expireAfterDay'], 30, 'did you mean "expireAfterDays"?'],
  ['a misspelt kind', [...VIEW, 'kind'], 'wide_csv', 'got "wide_csv", wanted one of \'wide-csv\''],
  ['a misspelt kind, with the one that is meant', [...VIEW, 'kind'], 'wide_csv', '; did you mean "wide-csv"?'],
  [
    'a pattern of another program',
    [...VIEW, 'timeFormat'],
    'DD.MM.YYYY',
    'timeFormat: got "DD.MM.YYYY", wanted a pattern by which a time can be read, such as "yyyy-MM-dd HH:mm:ss"; it has "DD", which is no field; did you mean "dd.MM.yyyy"?',
  ],
  ['a mark of thousands that ends them', [...VIEW, 'thousands'], '.', 'thousands: got ".", wanted another character'],
  ['a misspelt encoding', [...VIEW, 'encoding'], 'UTF8', '; did you mean "UTF-8"?'],
  ['a misspelt zone', [...VIEW, 'zone'], 'Europe/Berln', '; did you mean "Europe/Berlin"?'],
  ['a zone without its continent', [...VIEW, 'zone'], 'berlin', '; did you mean "Europe/Berlin"?'],
  ['a misspelt view of a dataset', ['datasets', 0, 'view'], 'raector', '; did you mean "reactor"?'],
  ['a check of a rate of none', [...VIEW, 'checks'], { ratePercentPerSecond: 0 }, 'got 0, wanted a number above 0'],
  ['a check of half a second', [...VIEW, 'checks'], { flatSeconds: 0.5 }, 'got 0.5, wanted a whole number'],
  ['a check of ages', [...VIEW, 'checks'], { flatSeconds: 1e9 }, 'wanted a number of at most 31536000'],
  ['a misspelt check', [...VIEW, 'checks'], { flatSecond: 60 }, 'did you mean "flatSeconds"?'],
  ['a check without one', [...VIEW, 'checks'], {}, 'views[0].checks: got {}, wanted a check at least, or no "checks"'],
  ['settings of what is off', [...KUBEFLOW, 'enabled'], false, 'got the unknown key "commit", "vpcCidr"'],
  ['retention without break-glass', ['removalPolicy'], 'retain', 'breakGlassRoleArn: got null, wanted the ARN'],
])('%s is refused with file, key path, got and wanted', (_, path, value, message) => {
  expect(() => parseConfig(changed(path, value), 'x.json')).toThrow(message);
});

test.each<[string, string[], string]>([
  ['that is not there', [], 'views/north-refinery-process.csv: no such file'],
  ['without columns', [HEADER], 'got a header and no column, wanted a line for each column'],
  ['with the asset column', [HEADER, 'NAME ,,String,true,,'], 'wanted no blank around it'],
  [
    'with the asset column in other letters',
    [HEADER, 'NAME,,String,true,,'],
    'got the column "NAME", wanted attributes alone',
  ],
  ['with the time column', [HEADER, 'TimeStamp,,String,true,,'], 'got the column "TimeStamp", wanted attributes alone'],
  ['with a column of PI Integrator', [HEADER, 'piinttsticks,,Int32,true,,'], 'PIIntTSTicks, PIIntShapeID are the view'],
  [
    'with two names that are one',
    [HEADER, 'Flow  A,,Float64,false,,', 'flow a,,Float64,false,,'],
    'got the columns "Flow  A" and "flow a"',
  ],
  [
    'with an unknown unit',
    [HEADER, 'Flow,furlong/fortnight,Float64,false,,'],
    ':2: unit: got "furlong/fortnight", wanted a unit of contract/units.csv, or nothing',
  ],
  [
    'with a misspelt unit',
    [HEADER, 'Flow,,Float64,false,,', 'P,brarg,Float64,false,,'],
    ':3: unit: got "brarg", wanted a unit of contract/units.csv, or nothing; did you mean "barg"?',
  ],
  [
    'with a misspelt type',
    [HEADER, 'Flow,,Flaot64,false,,'],
    'type: got "Flaot64", wanted one of Float64, Float32, Float16, Int64, Int32, Int16, Byte, Boolean, String, Digital, Timestamp, Blob; did you mean "Float64"?',
  ],
  ['with a negative span', [HEADER, 'Flow,,Float64,false,0,-5'], 'span: got -5, wanted the range above zero'],
])('a column file %s is refused with file, key path, line, got and wanted', (_, lines, message) => {
  copyFileSync(join(CONFIG_FOLDER, 'prod.json'), join(folder, 'prod.json'));
  cpSync(join(CONFIG_FOLDER, 'ca'), join(folder, 'ca'), { recursive: true });
  mkdirSync(join(folder, 'views'));
  if (lines.length > 0) writeFileSync(join(folder, 'views', 'north-refinery-process.csv'), lines.join('\n'));
  const path = 'config/prod.json: sites[0].feeders[0].views[0].columns: ';
  expect(() => loadConfig('prod', folder)).toThrow(new RegExp(`^${escaped(path)}.*${escaped(message)}`, 's'));
});

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

test('a site that streams nothing is no fault', () => {
  expect(parseConfig(changed([...SENDER, 'stream'], null), 'x.json').sites[1]?.feeders[0]).toMatchObject({
    stream: null,
  });
});

const wrongAuthority = 'config/dev.json: certificateAuthority: got "ca/acme-plant-ca.pem", ';

test.each([
  [
    'is missing',
    undefined,
    'no such file, wanted a PEM file of a CA certificate, or of two while one takes the place of the other, its path relative to config/',
  ],
  ['is no PEM', 'x', 'which holds no certificate, wanted'],
  [
    'holds a key',
    '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
    'which holds something else, wanted',
  ],
  [
    'holds a certificate that may sign none',
    readFileSync(join(CONFIG_FOLDER, '..', '.local', 'plant-ca', 'east-chemicals.pem'), 'utf8'),
    'which holds something else, wanted',
  ],
])('an authority whose file %s is refused with file, key, got and wanted', (_, content, message) => {
  copyFileSync(join(CONFIG_FOLDER, 'dev.json'), join(folder, 'dev.json'));
  mkdirSync(join(folder, 'ca'));
  if (content !== undefined) writeFileSync(join(folder, 'ca', 'acme-plant-ca.pem'), content);
  expect(() => loadConfig('dev', folder)).toThrow(`${wrongAuthority}${message}`);
});

const AUTHORITY = 'certificate-authority/6f0c6e2e-0000-4000-8000-000000000001';

test.each([
  [
    `arn:aws:acm-pca:us-east-1:999999999999:${AUTHORITY}`,
    /certificateAuthority\.acmPcaArn: got ".*", wanted an authority of this account and region, whose ARN begins with arn:aws:acm-pca:us-east-1:000000000000:/,
  ],
  [`arn:aws:acm-pca:eu-west-1:000000000000:${AUTHORITY}`, /wanted an authority of this account and region/],
  [
    'arn:aws:acm:us-east-1:000000000000:certificate/1',
    /certificateAuthority\.acmPcaArn: got .*, wanted the ARN of an authority of AWS Private CA/,
  ],
])('the private authority %s is refused', (acmPcaArn, message) => {
  expect(() => parseConfig({ ...raw(), certificateAuthority: { acmPcaArn } }, 'x.json')).toThrow(message);
});

test.each([
  ['ca/acme.crt', /certificateAuthority: got "ca\/acme.crt", wanted the path of a PEM file/],
  [7, /certificateAuthority: got 7, wanted the path of a PEM file .*, or \{ "acmPcaArn": the ARN of an authority/],
])('the authority %s is refused', (certificateAuthority, message) => {
  expect(() => parseConfig({ ...raw(), certificateAuthority }, 'x.json')).toThrow(message);
});

test('a certificate that would open the roles of two sites is refused', () => {
  const config = raw();
  const [, sender] = config.sites;
  const twice = { ...config, sites: [...config.sites, { ...sender, id: 'south-works' }] };
  expect(() => parseConfig(twice, 'x.json')).toThrow(
    'sites[2].feeders[0].certificate.commonName: got "east-chemicals-sender", wanted a common name used once',
  );
});

test('a certificate that is not called after its site is refused', () => {
  const config = raw();
  const [north, sender] = config.sites;
  const renamed = { ...config, sites: [north, { ...sender, id: 'south-works' }] };
  expect(() => parseConfig(renamed, 'x.json')).toThrow(
    'sites[1].feeders[0].certificate.commonName: got "east-chemicals-sender", wanted a common name that holds the site\'s id, "south-works"',
  );
});

test.each(SCHEMAS)('$path is what the zod schema says', ({ path, text }) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});
