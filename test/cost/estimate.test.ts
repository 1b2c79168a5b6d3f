import schema from '../../config/schema.json' with { type: 'json' };
import type { Config } from '../../lib/config/config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { type Assembly, type JsonObject, readAssembly } from '../../packages/iam-proof/index.ts';
import { type Estimate, estimate } from '../../tools/cost/estimate.ts';
import { DEFAULT_VOLUMES } from '../../tools/cost/volumes.ts';
import { changed } from '../../tools/proof/doubt/stacks/changed.ts';
import { ENTRANCE } from '../../tools/proof/doubt/stacks/entrance.ts';
import { everyOption, withoutKubeflow } from '../support/configurations.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';

const [dev, prod, local] = [loadConfig('dev'), loadConfig('prod'), loadConfig('local')];

async function made(config: Config): Promise<Assembly> {
  return readAssembly(await assemblyFolder({ config }));
}

async function month(config: Config, tags: number, assembly?: Assembly): Promise<Estimate> {
  return estimate(assembly ?? (await made(config)), config, { tags, ...DEFAULT_VOLUMES });
}

/** What lines cost together that are called so. */
function costOf({ lines }: Estimate, what: string): number {
  return lines.filter((line) => line.what.includes(what)).reduce((sum, { usd }) => sum + usd, 0);
}

/** The assembly with the properties of a type's resources changed. */
function withProperties(
  { folder, stacks }: Assembly,
  type: string,
  change: (properties: JsonObject) => JsonObject,
): Assembly {
  const changed = stacks.map((stack) => ({
    ...stack,
    resources: Object.fromEntries(
      Object.entries(stack.resources).map(([id, resource]) => [
        id,
        resource.type === type ? { ...resource, properties: change(resource.properties) } : resource,
      ]),
    ),
  }));
  return { folder, stacks: changed };
}

test.each([
  ['dev', dev],
  ['prod', prod],
  ['local', local],
  ['every option', everyOption()],
  ['no Kubeflow', withoutKubeflow()],
  ['an entrance to Kubeflow', changed(prod, ENTRANCE)],
])('nothing that %s deploys is without a price', async (_, config) => {
  expect((await month(config, 1000)).unknown).toEqual([]);
});

test('an entrance costs a load balancer, and saves the passwords', async () => {
  const [without, withOne] = await Promise.all([month(prod, 0), month(changed(prod, ENTRANCE), 0)]);
  const keptIn = ({ lines }: Estimate, stage: string) =>
    lines.find((line) => line.what === 'secrets' && line.stage === stage)?.usd ?? 0;
  expect(costOf(without, 'load balancer')).toBe(0);
  expect(costOf(withOne, 'load balancer')).toBeCloseTo(19.345);
  expect(keptIn(withOne, 'consumption')).toBeLessThan(keptIn(without, 'consumption'));
  expect(keptIn(withOne, 'extraction')).toBe(keptIn(without, 'extraction'));
});

test('a type that nobody priced is named, and not taken for nothing', async () => {
  const { folder, stacks } = await made(dev);
  const [first, ...others] = stacks;
  if (first === undefined) throw new Error('wanted a stack');
  const table = { type: 'AWS::DynamoDB::Table', properties: {}, attributes: {} };
  const changed = { ...first, resources: { ...first.resources, Table: table } };
  const { unknown } = await month(dev, 0, { folder, stacks: [changed, ...others] });
  expect(unknown).toEqual([expect.stringContaining(`${first.name} Table (AWS::DynamoDB::Table): got a type`)]);
});

test('a machine whose price is not known is named', async () => {
  const wrong = withProperties(await made(prod), 'AWS::EKS::Nodegroup', (all) => ({
    ...all,
    InstanceTypes: ['x9.huge'],
  }));
  expect((await month(prod, 0, wrong)).unknown).toEqual([expect.stringContaining('machines of type x9.huge')]);
});

test('prices of another region are not guessed', async () => {
  const abroad = { ...dev, region: 'eu-central-1' };
  expect((await month(abroad, 0, await made(dev))).unknown).toEqual([expect.stringContaining('got eu-central-1')]);
});

test('a schedule that is due half as often halves the runs for new data', async () => {
  const everyTwoHours = { ...dev.transformation.schedule, everyMinutes: 120 };
  const rare = { ...dev, transformation: { ...dev.transformation, schedule: everyTwoHours } };
  const [often, seldom] = [await month(dev, 0), await month(rare, 0)];
  // With nothing new only maintenance works, and that as often as before.
  expect(costOf(seldom, 'bronze-to-silver')).toBeCloseTo(costOf(often, 'bronze-to-silver'), 6);
  const maintained = costOf(often, 'bronze-to-silver');
  const [busy, less] = [await month(dev, 1), await month(rare, 1)];
  expect(costOf(less, 'bronze-to-silver') - maintained).toBeCloseTo(
    (costOf(busy, 'bronze-to-silver') - maintained) / 2,
    3,
  );
});

test('a crawler with a schedule of its own is paid for as often as that is due', async () => {
  const assembly = await made(dev);
  const daily = withProperties(assembly, 'AWS::Glue::Crawler', (all) => ({
    ...all,
    Name: `${String(all.Name)}-by-itself`,
    Schedule: { ScheduleExpression: 'cron(0 3 * * ? *)' },
  }));
  const crawlers = assembly.stacks
    .flatMap(({ resources }) => Object.values(resources))
    .filter(({ type }) => type === 'AWS::Glue::Crawler');
  const crawl = (2 * 10 * 0.44) / 60;
  expect(costOf(await month(dev, 0, daily), 'crawls for')).toBeCloseTo((crawlers.length * crawl * 730) / 24, 6);
});

test('a crawler that takes a sample reads less than one that reads all', async () => {
  const sampled = (size: number | null) => (all: JsonObject) => {
    const { S3Targets, ...others } = Object(all.Targets);
    const targets = S3Targets?.map(({ SampleSize: _, ...target }: JsonObject) => ({
      ...target,
      ...(size && { SampleSize: size }),
    }));
    return { ...all, Targets: { ...others, ...(targets && { S3Targets: targets }) } };
  };
  const assembly = await made(dev);
  const whole = await month(dev, 1000, withProperties(assembly, 'AWS::Glue::Crawler', sampled(null)));
  const sample = await month(dev, 1000, withProperties(assembly, 'AWS::Glue::Crawler', sampled(5)));
  expect(costOf(sample, 'reads of crawls')).toBeLessThan(costOf(whole, 'reads of crawls') / 100);
});

test('without Kubeflow consumption costs nothing by itself', async () => {
  const { lines } = await month(withoutKubeflow(), 1000);
  expect(lines.filter(({ stage }) => stage === 'consumption')).toEqual([]);
});

test('more tags never cost less, in any line', async () => {
  const [few, many] = [await month(prod, 1000), await month(prod, 100_000)];
  expect(few.lines.filter(({ what, usd }) => costOf(many, what) < usd - 1e-9)).toEqual([]);
});

test('every key that makes a line less is one of the configuration', async () => {
  const keys = new Set((await month(prod, 100_000)).lines.flatMap(({ key }) => (key === undefined ? [] : [key])));
  const names = new Set(
    JSON.stringify(schema)
      .match(/"[^"]+"(?=:)/g)
      ?.map((name) => name.slice(1, -1)),
  );
  expect([...keys].flatMap((key) => key.replaceAll('[]', '').split('.')).filter((name) => !names.has(name))).toEqual(
    [],
  );
});

test('crawls that a function names are paid for once a day where they are of bronze, and where nothing comes for none', async () => {
  const crawl = (2 * 10 * 0.44) / 60;
  expect(costOf(await month(dev, 1000), 'crawls for')).toBeCloseTo((3 * crawl * 730) / 24, 6);
  expect(costOf(await month(dev, 0), 'crawls for')).toBe(0);
});

test('a run that would take longer than the time until the next is not billed as if it fitted', async () => {
  const { unknown } = await month(dev, 400_000);
  expect(unknown).toContainEqual(
    expect.stringMatching(/BuildGold.*a run of 75 minutes at these volumes, wanted 58 at most/),
  );
});

test('a stream that gets more records than its shards take is named, with the shards that it needs', async () => {
  const { unknown } = await month(dev, 200_000);
  expect(unknown).toEqual([expect.stringContaining('got 1 shards for 1667 records a second, wanted 2')]);
});
