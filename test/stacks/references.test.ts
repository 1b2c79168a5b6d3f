import type { Config } from '../../lib/config/config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { withoutKubeflow } from '../support/configurations.ts';
import { stageOf, synthesize, templateOf } from '../support/stacks.ts';
import { readStacks } from '../support/synthesis/read.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';

const DATA = ['replica-store', 'ingestion', 'transformation'];
const ORDER = [...DATA, 'consumption', 'kubeflow', 'operations'];
const WITHOUT = ORDER.filter((stage) => stage !== 'kubeflow');
const config = loadConfig('local');
const templates = await synthesize();
const off = await synthesize(withoutKubeflow());

const inWords = (name: string): string => stageOf(config, name);

/** Stages whose templates a configuration changes. */
async function changedBy(other: Config): Promise<string[]> {
  const changed = await synthesize(other);
  const textOf = (all: typeof templates, stage: string): string => JSON.stringify(templateOf(all, stage).toJSON());
  return ORDER.filter((stage) => textOf(changed, stage) !== textOf(templates, stage));
}

test('another Kubeflow or Argo CD touches no stack but its own', async () => {
  const { kubeflow } = config.consumption;
  if (!kubeflow.enabled) throw new Error('wanted Kubeflow in config/local.json');
  const newer = { ...kubeflow, commit: 'f'.repeat(40), argoCdChart: '99.0.0' };
  expect(await changedBy({ ...config, consumption: { kubeflow: newer } })).toEqual(['kubeflow']);
});

test('the stages stand in their order', () => {
  expect(Object.keys(templates)).toEqual(ORDER);
});

test.each(ORDER)('%s refers to no later stage', (stage) => {
  const text = JSON.stringify(templates[stage]?.toJSON());
  const later = ORDER.slice(ORDER.indexOf(stage) + 1).filter((name) => text.includes(`"airlock-local-${name}"`));
  expect(later).toEqual([]);
});

test.each(ORDER)("%s refers to no other stack's outputs, so that a changed name shows in its template", (stage) => {
  const text = JSON.stringify(templates[stage]?.toJSON());
  expect(['"Export"', 'Fn::ImportValue', 'Fn::GetStackOutput'].filter((word) => text.includes(word))).toEqual([]);
});

test('each stage is deployed after those whose names it uses', async () => {
  const stacks = readStacks(await assemblyFolder({ config }));
  expect(Object.fromEntries(stacks.map(({ name, after }) => [stageOf(config, name), after.map(inWords)]))).toEqual({
    'replica-store': [],
    ingestion: ['replica-store'],
    transformation: ['replica-store'],
    consumption: ['replica-store'],
    kubeflow: ['consumption'],
    operations: [],
  });
});

test.each([
  ['accessLogs', ['replica-store']],
  ['landing', ['replica-store', 'ingestion', 'operations']],
  ['bronze', ['replica-store', 'ingestion', 'transformation']],
  ['silver', ['replica-store', 'ingestion', 'transformation']],
  ['gold', ['replica-store', 'transformation', 'consumption', 'kubeflow']],
] as const)('a changed %s bucket changes every template that uses it', async (layer, stages) => {
  const buckets = { ...config.buckets, [layer]: `${config.buckets[layer]}-2` };
  expect(await changedBy({ ...config, buckets })).toEqual(stages);
});

test("a site's changed id changes every template that names what is the site's", async () => {
  const text = JSON.stringify(config).replaceAll('"north-refinery"', '"north-works"');
  expect(await changedBy(JSON.parse(text))).toEqual([...DATA, 'operations']);
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

/** Types of the resources that are not deleted with their stack, by what becomes of them. */
async function keptIn(environment: string): Promise<Record<string, string[]>> {
  const stacks = readStacks(await assemblyFolder({ config: loadConfig(environment) }));
  const resources = stacks.flatMap(({ template }) => Object.values(template.Resources));
  // An object of Kubernetes goes with its cluster, whatever its own policy says.
  const isOfCluster = ({ Type }: { Type: string }): boolean => Type === 'Custom::AWSCDK-EKS-KubernetesResource';
  const kept = resources.filter((each) => (each.DeletionPolicy ?? 'Delete') !== 'Delete' && !isOfCluster(each));
  const typesOf = (policy?: string) => kept.filter((each) => each.DeletionPolicy === policy).map(({ Type }) => Type);
  return Object.fromEntries(
    kept.map(({ DeletionPolicy }) => [DeletionPolicy, [...new Set(typesOf(DeletionPolicy))].sort()]),
  );
}

test('where the configuration destroys, nothing outlives its stack', async () => {
  expect(await keptIn('local')).toEqual({});
});

test('prod keeps data, its key and the rules of its buckets, except where their own creation failed', async () => {
  expect(await keptIn('prod')).toEqual({
    RetainExceptOnCreate: ['AWS::KMS::Key', 'AWS::Kinesis::Stream', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy'],
  });
});
