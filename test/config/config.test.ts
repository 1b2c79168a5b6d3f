import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../lib/config/config.ts';
import { CONFIG_FOLDER, loadConfig, parseConfig } from '../../lib/config/load-config.ts';
import { SCHEMAS } from '../../tools/written/schemas/schemas.ts';

const KUBEFLOW = ['consumption', 'kubeflow'];
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

/** Path of the sender that streams. */
const SENDER = ['sites', 1, 'feeders', 0] as const;

test.each(['local', 'dev', 'prod'])('config/%s.json is valid', (environment) => {
  expect(loadConfig(environment).environment).toBe(environment);
});

test('an unknown environment is refused with the known ones', () => {
  expect(() => loadConfig('staging')).toThrow('unknown environment: got "staging", wanted -c env=<dev|local|prod>');
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
  ['an unknown zone', ['sites', 0, 'feeders', 0, 'views', 0, 'zone'], 'Mars', 'got "Mars", wanted an IANA time zone'],
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
  ['settings of what is off', [...KUBEFLOW, 'enabled'], false, 'got the unknown key "commit", "argoCdChart"'],
  ['retention without break-glass', ['removalPolicy'], 'retain', 'breakGlassRoleArn: got null, wanted the ARN'],
])('%s is refused with file, key path, got and wanted', (_, path, value, message) => {
  expect(() => parseConfig(changed(path, value), 'x.json')).toThrow(message);
});

test('a site that streams nothing is no fault', () => {
  expect(parseConfig(changed([...SENDER, 'stream'], null), 'x.json').sites[1]?.feeders[0]).toMatchObject({
    stream: null,
  });
});

const wrongAuthority = 'config/dev.json: certificateAuthority: got "ca/acme-plant-ca.pem", ';

test.each([
  ['is missing', undefined, 'no such file, wanted a PEM file of CA certificates, its path relative to config/'],
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
  const folder = mkdtempSync(join(tmpdir(), 'airlock-config-'));
  copyFileSync(join(CONFIG_FOLDER, 'dev.json'), join(folder, 'dev.json'));
  mkdirSync(join(folder, 'ca'));
  if (content !== undefined) writeFileSync(join(folder, 'ca', 'acme-plant-ca.pem'), content);
  expect(() => loadConfig('dev', folder)).toThrow(`${wrongAuthority}${message}`);
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
