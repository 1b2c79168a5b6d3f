import { loadConfig } from '../../lib/config/load-config.ts';
import type { PlantIdentity } from '../../tools/trial/identity.ts';
import { planOf } from '../../tools/trial/plan.ts';

const CLOUD = { endpoint: 'https://127.0.0.1:4566', healthy: true, stateFolder: 'state', caFile: 'ca.pem' };

test('a plan holds the keys of an identity and nothing that the SDK has added to them', () => {
  const config = loadConfig('local');
  const used = { accessKeyId: 'AKIA', secretAccessKey: 'secret', $source: { CREDENTIALS_CODE: 'e' } };
  const plants = config.sites.flatMap(({ id, feeders }): PlantIdentity[] =>
    feeders.map((feeder) => ({ site: id, feeder, credentials: used })),
  );
  const keys = planOf(CLOUD, config, plants, 'run').identities.map((identity) => identity.keys);
  expect(keys.length).toBeGreaterThan(1);
  for (const each of keys) expect(each).toEqual({ accessKeyId: 'AKIA', secretAccessKey: 'secret' });
});
