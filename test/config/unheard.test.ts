import { loadConfig } from '../../lib/config/load-config.ts';
import { unheardAlarms } from '../../lib/config/unheard.ts';

const prod = loadConfig('prod');

test('where data is kept and nobody is told of alarms, a synthesis says so', () => {
  expect(unheardAlarms({ ...prod, alarms: { ...prod.alarms, subscribers: [] } })).toBe(
    'alarms reach nobody: name who is told in alarms.subscribers of config/prod.json, or subscribe to the topic airlock-prod-alarms',
  );
});

test.each([
  ['somebody is told', { ...prod, alarms: { ...prod.alarms, subscribers: ['plant@example.org'] } }],
  ['data goes with its stacks', loadConfig('dev')],
])('where %s, it says nothing', (_, config) => {
  expect(unheardAlarms(config)).toBeUndefined();
});
