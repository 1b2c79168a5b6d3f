import { join } from 'node:path';
import { CONFIG_FOLDER, parseConfig } from '../../lib/config/load-config.ts';
import { plantSchema } from '../../lib/config/plant.ts';
import { fresh, withPlant } from '../../tools/own/environment.ts';

const PLANT = plantSchema.parse({
  ...{ $schema: './schema.json', plant: 'kiln', files: [], tags: [] },
  datasets: [{ name: 'kiln_ofen', site: 'kiln', view: 'ofen', gridSeconds: 300 }],
  sites: [
    {
      id: 'kiln',
      feeders: [
        {
          ...{ profile: 'pi-integrator', allow: [], stream: null, network: null },
          views: [
            {
              ...{
                name: 'ofen',
                kind: 'wide-csv',
                delimiter: ';',
                encoding: 'UTF-8',
                zone: 'Europe/Berlin',
                decimal: ',',
              },
              ...{ timeFormat: 'dd.MM.yyyy HH:mm:ss', assetColumn: 'Name', timeColumn: 'Zeit', staleAfterSeconds: 900 },
              columns: 'kiln/kiln-ofen.csv',
            },
          ],
        },
      ],
    },
  ],
});

const PLANTS = join(CONFIG_FOLDER, 'plants');
const deployed = (environment = 'kiln') =>
  parseConfig(withPlant(fresh(environment), PLANT, PLANTS, 'config/kiln.json'), 'config/kiln.json');

test('an own plant is an environment of its own: no name is the demo’s, no site is', () => {
  const { environment, buckets, sites, datasets } = deployed();
  expect({ environment, landing: buckets.landing, log: buckets.accessLogs }).toEqual({
    ...{ environment: 'kiln', landing: 'kiln-landing', log: 'kiln-access-logs' },
  });
  expect([sites.map(({ id }) => id), datasets.map(({ name }) => name)]).toEqual([['kiln'], ['kiln_ofen']]);
});

test("a view's list is named as it is from config/", () => {
  expect(deployed().sites[0]?.feeders[0]?.views[0]).toMatchObject({ columns: 'plants/kiln/kiln-ofen.csv' });
});

test('settings of its owner stay when the plant is written again', () => {
  const before = { ...withPlant(fresh('kiln'), PLANT, PLANTS, 'config/kiln.json'), logs: { retentionDays: 90 } };
  expect(withPlant(before, PLANT, PLANTS, 'config/kiln.json')).toMatchObject({ logs: { retentionDays: 90 } });
});

test('sites of somebody else are not written over', () => {
  const before = { ...fresh('local'), sites: [{ id: 'north-refinery' }] };
  expect(() => withPlant(before, PLANT, PLANTS, 'config/local.json')).toThrow(
    'config/local.json: holds sites that are not of kiln: north-refinery; wanted --env <another name>',
  );
});

test('a name that no environment can have is refused with what was wanted', () => {
  expect(() => withPlant(fresh('my_kiln'), PLANT, PLANTS, 'config/my_kiln.json')).toThrow(
    'environment: got "my_kiln", wanted an environment name of a-z, 0-9 and "-"',
  );
});
