import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { propertiesOf, readable, synthesize, templateOf } from '../../support/stacks.ts';

const transformation = templateOf(await synthesize(), 'transformation');
const work = (role: string): Record<string, unknown>[] => {
  const policies: unknown = readable(propertiesOf(transformation, 'AWS::IAM::Role', role).Policies);
  return JSON.parse(JSON.stringify(policies))[0].PolicyDocument.Statement;
};
const writes = (role: string): unknown => work(role).find(({ Sid }) => Sid === 'Write')?.Resource;

test('cleaning reads bronze and silver and writes silver alone', () => {
  expect(work('CleanRole').find(({ Sid }) => Sid === 'Read')?.Resource).toEqual(['<Bronze>/*', '<Silver>/*']);
  expect(writes('CleanRole')).toBe('<Silver>/*');
});

test('building gold reads silver and gold and writes gold alone', () => {
  expect(work('BuildGoldRole').find(({ Sid }) => Sid === 'Read')?.Resource).toEqual(['<Gold>/*', '<Silver>/*']);
  expect(writes('BuildGoldRole')).toBe('<Gold>/*');
});

test('maintenance writes silver and gold, and sees no bronze', () => {
  expect(writes('MaintenanceRole')).toEqual(['<Gold>/*', '<Silver>/*']);
  expect(JSON.stringify(work('MaintenanceRole'))).not.toContain('Bronze');
});

test.each(['Clean', 'BuildGold', 'Maintenance'])(
  '%s reads its script, its packages and its settings, and nothing else of what is uploaded',
  (id) => {
    const { Command, DefaultArguments } = propertiesOf(transformation, 'AWS::Glue::Job', `${id}Job`);
    const given = ['--additional-python-modules', '--extra-py-files', '--settings'];
    const files: string[] = [Object(Command).ScriptLocation, ...given.map((name) => Object(DefaultArguments)[name])];
    const [read] = work(`${id}Role`).filter((statement) => JSON.stringify(statement).includes('-assets-'));
    expect(read).toEqual({
      Sid: 'ReadCode',
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: files.map((file) => file.replace('s3://', 'arn:aws:s3:::')).toSorted(),
    });
  },
);

test("the CDK adds nothing to a job's role", () => {
  const holders = Object.values(transformation.findResources('AWS::IAM::Policy')).map(({ Properties }) =>
    JSON.stringify(Properties.Roles),
  );
  expect(holders.filter((roles) => /CleanRole|BuildGoldRole|MaintenanceRole/.test(roles))).toEqual([]);
});

test.each(['CleanJob', 'BuildGoldJob', 'MaintenanceJob'])(
  '%s runs once at a time on Glue 6.0 and leaves retries to its caller',
  (job) => {
    expect(propertiesOf(transformation, 'AWS::Glue::Job', job)).toMatchObject({
      GlueVersion: '6.0',
      WorkerType: 'G.1X',
      NumberOfWorkers: 2,
      MaxRetries: 0,
      ExecutionProperty: { MaxConcurrentRuns: 1 },
      JobRunQueuingEnabled: true,
    });
  },
);

test.each(['CleanRole', 'BuildGoldRole', 'MaintenanceRole'])('%s may measure in two namespaces alone', (role) => {
  expect(work(role).filter(({ Action }) => JSON.stringify(Action).includes('cloudwatch:'))).toEqual([
    {
      Sid: 'Measure',
      Effect: 'Allow',
      Action: 'cloudwatch:PutMetricData',
      Resource: '*',
      Condition: { StringEquals: { 'cloudwatch:namespace': ['Glue', 'Airlock'] } },
    },
  ]);
});

test('a job is told its settings, its buckets and its packages, and nothing of Spark', () => {
  const given = readable(propertiesOf(transformation, 'AWS::Glue::Job', 'CleanJob').DefaultArguments);
  expect(Object.keys(Object(given)).filter((name) => /conf|datalake/.test(name))).toEqual([]);
  expect(given).toMatchObject({
    '--settings': expect.stringMatching(/^s3:\/\/.*\.json$/),
    '--bronze': 's3://<Bronze>',
    '--silver': 's3://<Silver>',
    '--additional-python-modules': expect.stringMatching(/^s3:\/\/.*\.gluewheels\.zip$/),
    '--python-modules-installer-option': '--no-index',
    '--extra-py-files': expect.stringMatching(/\.zip$/),
  });
});

test.each([
  ['CleanJob', 'bronze_to_silver.py'],
  ['BuildGoldJob', 'silver_to_gold.py'],
  ['MaintenanceJob', 'maintenance.py'],
])('%s gives its script every argument that it wants', (job, script) => {
  const { DefaultArguments } = propertiesOf(transformation, 'AWS::Glue::Job', job);
  const text = readFileSync(join('glue-scripts', script), 'utf8');
  const layers = /start\("[a-z-]+", __doc__, \(([^)]*)\)/.exec(text)?.[1]?.match(/[a-z]+/g) ?? [];
  expect(layers.length).toBeGreaterThan(1);
  const wanted = ['--settings', ...layers.map((layer) => `--${layer}`)];
  expect(Object.keys(Object(DefaultArguments))).toEqual(expect.arrayContaining(wanted));
});
