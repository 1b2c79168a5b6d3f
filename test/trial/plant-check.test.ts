import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../lib/config/load-config.ts';
import { feederOf } from '../../tools/operate/feeder.ts';
import { ROOT } from '../../tools/project/paths.ts';
import { plantCheckCommand } from '../../tools/trial/plant-check/command.ts';
import { settingsOf } from '../../tools/trial/plant-check/settings.ts';

const config = loadConfig('local');
const GOLD_READER = 'arn:aws:iam::000000000000:role/airlock/airlock/local/consumption/airlock-local-gold-reader';

function settings(site: string, profile?: string) {
  return settingsOf(config, site, feederOf(config, site, profile));
}

test("a sender's settings name its own place and everything that must be closed to it", () => {
  expect(settings('east-chemicals', 'sender')).toEqual({
    site: 'east-chemicals',
    feeder: 'sender',
    identity: 'arn:aws:iam::000000000000:role/airlock/airlock/local/plant/airlock-local-sender-east-chemicals',
    bucket: 'my-plant-data-landing',
    region: 'us-east-1',
    stream: 'airlock-local-east-chemicals',
    opened: [],
    'closed-prefix': ['site=north-refinery/feeder=pi-integrator/', 'site=east-chemicals/feeder=pi-integrator/'],
    'closed-bucket': [
      'my-plant-data-access-logs',
      'my-plant-data-bronze',
      'my-plant-data-silver',
      'my-plant-data-gold',
    ],
    'closed-stream': [],
    'closed-role': [GOLD_READER],
    'closed-secret': [
      'airlock/local/airlock-local-pi-integrator-north-refinery',
      'airlock/local/airlock-local-pi-integrator-east-chemicals',
    ],
  });
});

test.each([
  ['another site', 'north-refinery', 'site=east-chemicals/feeder=pi-integrator/'],
  ['its own site', 'east-chemicals', 'site=north-refinery/feeder=pi-integrator/'],
])('the stream and the role of a sender at %s are closed to a PI Integrator', (_, site, beside) => {
  const closed = settings(site, 'pi-integrator');
  expect(closed).toMatchObject({
    stream: '',
    'closed-stream': ['airlock-local-east-chemicals'],
    'closed-role': [
      'arn:aws:iam::000000000000:role/airlock/airlock/local/plant/airlock-local-sender-east-chemicals',
      GOLD_READER,
    ],
  });
  expect(closed['closed-prefix'].toSorted()).toEqual([beside, 'site=east-chemicals/feeder=sender/'].sort());
});

test('what a switch opens must work', () => {
  const feeder = feederOf(config, 'north-refinery', 'pi-integrator');
  if (feeder.profile !== 'pi-integrator') throw new Error(`got ${feeder.profile}, wanted pi-integrator`);
  const { opened } = settingsOf(config, 'north-refinery', { ...feeder, allow: ['delete-own'] });
  expect(opened).toEqual(['s3:DeleteObject']);
});

test('the script knows every setting by its name', () => {
  const script = readFileSync(join(ROOT, 'extraction', 'plant_check.py'), 'utf8');
  const known = [...script.matchAll(/^ {4}(\w+): [\w, [\].]+ = setting\(/gm)].map(([, name]) =>
    name?.replace('_', '-'),
  );
  expect(known).toEqual(expect.arrayContaining(Object.keys(settings('north-refinery'))));
});

test('a site or a feeder that the configuration lacks is told with those that it has', () => {
  expect(() => feederOf(config, 'nowhere', undefined)).toThrow('got nowhere, wanted one of north-refinery, east-chem');
  expect(() => feederOf(config, 'north-refinery', 'sender')).toThrow('got sender, wanted one of pi-integrator');
});

test('a settings file is written as UTF-8 with nothing but the settings', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'plant-check-')), 'plant-check.json');
  const words = ['--site', 'north-refinery', '--print-settings', 'local', '--out', file];
  await plantCheckCommand().parseAsync(words, { from: 'user' });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(settings('north-refinery'));
});

test('a file to carry without an environment is told what it lacks', async () => {
  const asked = plantCheckCommand().parseAsync(['--site', 'north-refinery', '--zip', 'x.zip'], { from: 'user' });
  await expect(asked).rejects.toThrow('got no environment, wanted --print-settings <environment>');
});
