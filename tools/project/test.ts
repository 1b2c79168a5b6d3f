import { parseArgs } from 'node:util';
import { type Counts, jestCounts, pytestCounts, sum } from './counts.ts';
import { requireHealthyMachine } from './doctor.ts';
import { installations, installMissing } from './install.ts';
import { JEST } from './jest.ts';
import { type PythonEnvironment, python } from './paths.ts';
import { pythonInstallation } from './python-environment.ts';
import { attempt } from './run.ts';
import { sparkLanes } from './spark-lanes.ts';

/** Suites that run side by side: one more than there are cores, since that of the local cloud waits half of its time. */
const LANES = 3;

/** A test runner: what it starts, and how its counts are read off its last lines. */
interface Suite {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  readonly counts: (output: string) => Counts;
  readonly env?: NodeJS.ProcessEnv;
}

const pytest = (title: string, environment: PythonEnvironment, ...args: string[]): Suite => ({
  title,
  command: [python(environment), '-m', 'pytest', ...args],
  counts: pytestCounts,
});

/** Deployments by the CDK CLI that change, fail, come back and go: each on a local cloud of its own. */
const DEPLOYMENTS = 'test/deployments';
const LONG_OF_JEST = ['test/end-to-end', 'test/kube/long', 'test/proof/long', 'packages/iam-proof/test/long'];

/** Runs of the jobs that are killed at one point after the other, and a reader that is a peer of the benchmark. */
const LONG_OF_TABLES = 'test/replica/tables/long';

/** What a data scientist runs, run: notebooks and pipeline. */
const EXAMPLES = 'test/consumption/long';

/** Suites that take as long as all the others together: the demo's own path, every verb tried on a cloud of its own, the proofs' long tests; and those of the benchmark and of public clients. */
const LONG: readonly Suite[] = [
  pytest('jobs that are killed, and Polars as a reader (pytest)', 'jobs', LONG_OF_TABLES),
  { title: 'end to end, and long proofs (jest)', command: [...JEST, ...LONG_OF_JEST], counts: jestCounts },
  pytest('tried with real credentials (pytest)', 'local', 'test/trial'),
  pytest('benchmark (pytest)', 'bench', 'test/bench'),
  pytest('notebooks and pipeline (pytest)', 'local', EXAMPLES),
  pytest("public clients of the plant's PI Web API (pytest)", 'clients', 'test/clients'),
];

/** Environments that nothing but long suites needs. */
const ONLY_OF_LONG = ['bench', 'clients', 'examples', 'old-pyarrow'] as const;

/** Tests of ours that need a local cloud beside the package's own. */
const ON_THE_LOCAL_CLOUD = ['test/pipeline', 'test/consumption', 'test/operations', 'test/demo'];

/** The half of the jobs' tests that builds datasets. */
const GOLD = 'test/replica/gold';

/** The longest first, so that none is left running alone at the end. */
const SUITES: readonly Suite[] = [
  {
    title: 'stacks, Lambdas, tools (jest)',
    command: [...JEST, '--testPathIgnorePatterns', DEPLOYMENTS, ...LONG_OF_JEST],
    counts: jestCounts,
  },
  pytest('jobs: silver (pytest)', 'jobs', 'test/replica', `--ignore=${GOLD}`, `--ignore=${LONG_OF_TABLES}`),
  pytest('jobs: gold, and own files (pytest)', 'jobs', GOLD, 'test/own', 'test/look'),
  pytest(
    'local cloud (pytest)',
    'local',
    'packages/local-cloud/test',
    '--ignore=packages/local-cloud/test/conformance',
  ),
  pytest(
    'on the local cloud (pytest)',
    'local',
    '-p',
    'standin.testing.fixtures',
    ...ON_THE_LOCAL_CLOUD,
    `--ignore=${EXAMPLES}`,
  ),
  pytest('conformance of the local cloud (pytest)', 'local', 'packages/local-cloud/test/conformance'),
  pytest('plant, and sender (pytest)', 'plant', 'test/plant', 'test/sender'),
  pytest('report, and corpus (pytest)', 'report', 'test/report', 'test/corpus'),
];

async function suites({
  whole,
  spark,
  deployments,
}: Record<'whole' | 'spark' | 'deployments', boolean>): Promise<Suite[]> {
  if (spark) return sparkSuites();
  if (deployments)
    return [{ title: 'deployments (jest)', command: [...JEST, '--runInBand', DEPLOYMENTS], counts: jestCounts }];
  return whole ? [...LONG, ...SUITES] : [...SUITES];
}

/** Suites that want a JDK, and environments of their own: installed here, so that nobody else waits for them. */
async function sparkSuites(): Promise<Suite[]> {
  const lanes = sparkLanes();
  await installMissing(lanes.map(({ environment }) => pythonInstallation(environment)));
  return lanes.map(({ title, environment, javaHome }) => ({
    ...pytest(title, environment, 'test/spark'),
    env: { ...process.env, JAVA_HOME: javaHome },
  }));
}

/**
 * Installs what is missing, runs every suite, with `--whole` the long ones too, and ends with one line that adds them up;
 * with `--spark` those on Spark instead, with `--deployments` those that deploy and change.
 */
async function main(): Promise<void> {
  const option = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ options: { whole: option, spark: option, deployments: option } });
  await requireHealthyMachine();
  // Tests that try histories by chance try more of them.
  if (values.whole) process.env.AIRLOCK_WHOLE = 'true';
  const waiting = await suites(values);
  if (!values.spark)
    await installMissing([...installations(), ...(values.whole ? ONLY_OF_LONG : []).map(pythonInstallation)]);
  const all: Counts[] = [];
  const lane = async (): Promise<void> => {
    for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift()) all.push(await runSuite(suite));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const { passed, failed } = sum(all);
  if (!values.spark && !values.deployments)
    console.log('\nLeft out: the carrier on Spark, which wants a JDK 17. To run it: npm run test:spark');
  console.log(`\n${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

async function runSuite({ title, command: [program, ...args], counts, env }: Suite): Promise<Counts> {
  const start = performance.now();
  console.log(`begins: ${title}`);
  const { status, stdout, stderr } = await attempt(program, args, env === undefined ? {} : { env });
  console.log(`\n── ${title}\n${stdout}`);
  // jest writes its results to standard error
  if (status !== 0 || program === process.execPath) console.log(stderr);
  const found = counts(`${stdout}\n${stderr}`);
  console.log(
    `   ${found.passed} passed, ${found.failed} failed in ${((performance.now() - start) / 1000).toFixed(0)} s`,
  );
  // A runner that broke before or after its tests is a failure too, even where it counted none.
  return status !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found;
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  console.log('\n0 passed, 1 failed');
  process.exitCode = 2;
});
