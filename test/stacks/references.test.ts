import { loadConfig } from '../../lib/load-config.ts';
import { synthesize } from '../support/stacks.ts';

const ORDER = ['replica-store', 'ingestion', 'transformation', 'consumption'];
const templates = synthesize();

test('the stages stand in their order', () => {
  expect(Object.keys(templates)).toEqual(ORDER);
});

test.each(ORDER)('%s refers to no later stage', (stage) => {
  const text = JSON.stringify(templates[stage]?.toJSON());
  const later = ORDER.slice(ORDER.indexOf(stage) + 1).filter((name) => text.includes(`"airlock-local-${name}"`));
  expect(later).toEqual([]);
});

test('no stack locks another by an export', () => {
  expect(Object.values(templates).filter((template) => JSON.stringify(template.toJSON()).includes('"Export"'))).toEqual(
    [],
  );
});

test.each(['local', 'dev', 'prod'])('%s is synthesized with no look-up', (environment) => {
  expect(Object.keys(synthesize(loadConfig(environment)))).toEqual(ORDER);
});
