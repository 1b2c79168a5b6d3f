import { loadConfig } from '../../lib/config/load-config.ts';
import { withoutKubeflow } from '../support/configurations.ts';
import { synthesize, templateOf } from '../support/stacks.ts';

const DATA = ['replica-store', 'ingestion', 'transformation'];
const ORDER = [...DATA, 'consumption', 'kubeflow', 'operations'];
const WITHOUT = ORDER.filter((stage) => stage !== 'kubeflow');
const templates = await synthesize();
const off = await synthesize(withoutKubeflow());

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

test.each([
  ['local', ORDER],
  ['dev', WITHOUT],
  ['prod', ORDER],
])('%s is synthesized with no look-up', async (environment, stages) => {
  expect(Object.keys(await synthesize(loadConfig(environment)))).toEqual(stages);
});

test('without Kubeflow there is no cluster and no network', () => {
  const types = Object.values(off).flatMap((template) =>
    JSON.stringify(template.toJSON()).match(/AWS::E(KS|C2)::\w+/g),
  );
  expect(types.filter((type) => type !== null)).toEqual([]);
});

test.each(DATA)('the switch of Kubeflow changes nothing of %s', (stage) => {
  expect(templates[stage]?.toJSON()).toEqual(off[stage]?.toJSON());
});

test('the switch of Kubeflow takes no resource from consumption', () => {
  const ids = (all: typeof off) => Object.keys(templateOf(all, 'consumption').toJSON().Resources);
  expect(ids(templates)).toEqual(ids(off));
});

test('where the configuration destroys, nothing of Kubeflow outlives its stack', () => {
  const kept = templates.kubeflow?.findResources('*') ?? {};
  expect(Object.keys(kept).filter((id) => kept[id]?.DeletionPolicy === 'Retain')).toEqual([]);
});
