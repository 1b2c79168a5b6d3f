import { z } from 'zod';
import { withViewsOfEachKind } from '../../support/configurations.ts';
import { settingsOf } from '../../support/settings.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../../support/stacks.ts';

const transformation = templateOf(await synthesize(), 'transformation');
const crawler = (id: string): Record<string, unknown> =>
  propertiesOf(transformation, 'AWS::Glue::Crawler', `Crawlers${id}Crawler`);
const statements = (): Record<string, unknown>[] => {
  const policies: unknown = readable(propertiesOf(transformation, 'AWS::IAM::Role', 'CrawlersRole').Policies);
  return JSON.parse(JSON.stringify(policies))[0].PolicyDocument.Statement;
};

test('there is a crawler for each feeder of each site and for each stream, and one for silver and for gold', () => {
  const crawlers = Object.values(transformation.findResources('AWS::Glue::Crawler'));
  expect(crawlers.map(({ Properties }) => [Properties.Name, Properties.TablePrefix])).toEqual([
    ['airlock-local-crawl-north-refinery-pi-integrator', 'bronze_north_refinery_pi_integrator_'],
    ['airlock-local-crawl-east-chemicals-sender', 'bronze_east_chemicals_sender_'],
    ['airlock-local-crawl-east-chemicals-sender-stream', 'bronze_east_chemicals_sender_view_reactor_'],
    ['airlock-local-crawl-east-chemicals-pi-integrator', 'bronze_east_chemicals_pi_integrator_'],
    ['airlock-local-crawl-silver', 'silver_'],
    ['airlock-local-crawl-gold', 'gold_'],
  ]);
});

test('the database keeps its logical id, since a new one would lose its tables', () => {
  expect(Object.keys(transformation.findResources('AWS::Glue::Database'))).toEqual(['Catalogue6D2BB205']);
});

test('every crawler looks at everything, follows the schema and removes nothing', () => {
  transformation.allResourcesProperties('AWS::Glue::Crawler', {
    DatabaseName: { Ref: 'Catalogue6D2BB205' },
    RecrawlPolicy: { RecrawlBehavior: 'CRAWL_EVERYTHING' },
    SchemaChangePolicy: { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'LOG' },
  });
});

test("a feeder's crawler reads its own prefix, but no manifest, which has a version after its name, and no stream", () => {
  const Path = 's3://<Bronze>/site=east-chemicals/feeder=sender/';
  expect(readable(crawler('eastchemicalssender').Targets)).toEqual({
    S3Targets: [{ Path, Exclusions: ['**.manifest.json*', 'view=reactor/stream/**'], SampleSize: 10 }],
  });
});

test('a stream is a table of its own: the folder that holds its shards', () => {
  const { Targets, Configuration } = crawler('eastchemicalssenderStream');
  const path = 'site=east-chemicals/feeder=sender/view=reactor/stream/';
  expect(readable(Targets)).toEqual({
    S3Targets: [{ Path: `s3://<Bronze>/${path}`, Exclusions: ['**.manifest.json*'], SampleSize: 10 }],
  });
  const level = JSON.parse(String(Configuration)).Grouping.TableLevelConfiguration;
  expect(`bucket/${path}`.split('/')[level - 1]).toBe('stream');
});

test('a table is a view: the fourth level, where the bucket is the first', () => {
  const configuration = JSON.parse(String(crawler('northrefinerypiintegrator').Configuration));
  const path = 'bucket/site=north-refinery/feeder=pi-integrator/view=process/run=1';
  expect(path.split('/')[configuration.Grouping.TableLevelConfiguration - 1]).toBe('view=process');
  expect(configuration).toMatchObject({
    Grouping: { TableGroupingPolicy: 'CombineCompatibleSchemas' },
    CrawlerOutput: { Partitions: { AddOrUpdateBehavior: 'InheritFromTable' } },
  });
});

test('silver and gold are native Delta tables without a manifest', () => {
  const path = (layer: string, table: string): string => `s3://<${layer}>/delta/${table}/`;
  expect(readable([crawler('Silver').Targets, crawler('Gold').Targets])).toEqual([
    {
      DeltaTargets: [
        {
          DeltaTables: ['pi_event', 'pi_event_frame', 'tag', 'tag_quality', 'quarantine', 'ledger'].map((table) =>
            path('Silver', table),
          ),
          CreateNativeDeltaTable: true,
          WriteManifest: false,
        },
      ],
    },
    {
      DeltaTargets: [
        {
          DeltaTables: ['reactor_data', 'process_data', 'column_name'].map((table) => path('Gold', table)),
          CreateNativeDeltaTable: true,
          WriteManifest: false,
        },
      ],
    },
  ]);
});

test('a view with a TAB is told by a classifier, and a feeder without CSV has none', () => {
  expect(propertiesOf(transformation, 'AWS::Glue::Classifier', 'CrawlersCsv')).toEqual({
    CsvClassifier: { Name: 'airlock-local-csv-tab', Delimiter: '\t', ContainsHeader: 'PRESENT' },
  });
  expect(crawler('northrefinerypiintegrator').Classifiers).toEqual(['airlock-local-csv-tab']);
  expect(crawler('eastchemicalssender').Classifiers).toEqual([]);
});

test('two views of one delimiter share a classifier, and a view that is not UTF-8 is left out', async () => {
  const template = templateOf(await synthesize(withViewsOfEachKind()), 'transformation');
  const names = Object.values(template.findResources('AWS::Glue::Classifier')).map(
    ({ Properties }) => Properties.CsvClassifier.Name,
  );
  expect(names).toEqual(['airlock-local-csv-tab', 'airlock-local-csv-semicolon']);
  expect(propertiesOf(template, 'AWS::Glue::Crawler', 'Crawlersnorthrefinery')).toMatchObject({
    Classifiers: ['airlock-local-csv-tab', 'airlock-local-csv-semicolon'],
    Targets: { S3Targets: [{ Exclusions: ['**.manifest.json*', 'view=lab/**'] }] },
  });
});

test('the check of crawls knows every crawler, where its tables lie, and which of them follow new data', async () => {
  const crawlers = Object.values(transformation.findResources('AWS::Glue::Crawler'));
  const plans = z.array(z.object({ name: z.string(), daily: z.boolean() })).parse(await settingsOf('due-crawls'));
  expect(plans.map(({ name }) => name)).toEqual(crawlers.map(({ Properties }) => Properties.Name));
  expect(plans.filter(({ daily }) => !daily).map(({ name }) => name)).toEqual([
    'airlock-local-crawl-silver',
    'airlock-local-crawl-gold',
  ]);
  expect(readable(await settingsOf('due-crawls'))).toEqual(
    expect.arrayContaining([
      {
        name: 'airlock-local-crawl-east-chemicals-sender',
        bucket: '<Bronze>',
        places: ['reactor', '_tags'].map((view) => `site=east-chemicals/feeder=sender/view=${view}/`),
        except: 'site=east-chemicals/feeder=sender/view=reactor/stream/',
        daily: true,
      },
      {
        name: 'airlock-local-crawl-gold',
        bucket: '<Gold>',
        places: ['reactor_data', 'process_data', 'column_name'].map((table) => `delta/${table}/_delta_log/`),
        daily: false,
      },
    ]),
  );
});

test('a view that no crawler can read is no reason for a crawl', async () => {
  const [north] = z
    .array(z.object({ places: z.array(z.string()) }))
    .parse(await settingsOf('due-crawls', withViewsOfEachKind()));
  const folder = 'site=north-refinery/feeder=pi-integrator/';
  expect(north?.places).toEqual(['process', 'energy'].map((view) => `${folder}view=${view}/`));
});

test('the crawlers read what they catalogue, write the catalogue, and can do nothing else', () => {
  const { Path, RoleName } = propertiesOf(transformation, 'AWS::IAM::Role', 'CrawlersRole');
  expect([Path, RoleName]).toEqual(['/airlock/airlock/local/pipeline/', 'airlock-local-crawler']);
  const glue = 'arn:aws:glue:us-east-1:000000000000:';
  const group = 'arn:aws:logs:us-east-1:000000000000:log-group:/aws-glue/crawlers';
  expect(statements()).toEqual([
    {
      Sid: 'List',
      Effect: 'Allow',
      Action: ['s3:GetBucketLocation', 's3:ListBucket'],
      Resource: ['<Bronze>', '<Gold>', '<Silver>'],
    },
    {
      Sid: 'Read',
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: ['<Bronze>/site=*/feeder=*/*', '<Gold>/delta/*', '<Silver>/delta/*'],
    },
    {
      Sid: 'Catalogue',
      Effect: 'Allow',
      Action: [
        'glue:BatchCreatePartition',
        'glue:BatchGetPartition',
        'glue:BatchUpdatePartition',
        'glue:CreatePartition',
        'glue:CreateTable',
        'glue:GetDatabase',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:GetTable',
        'glue:GetTables',
        'glue:UpdatePartition',
        'glue:UpdateTable',
      ],
      Resource: [`${glue}catalog`, `${glue}database/airlock_local`, `${glue}table/airlock_local/*`],
    },
    {
      Sid: 'Log',
      Effect: 'Allow',
      Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: [group, `${group}:log-stream:*`],
    },
  ]);
});
