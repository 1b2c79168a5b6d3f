import type { SmtSolver } from '../../packages/iam-proof/index.ts';
import { MUTANTS } from '../../tools/proof/doubt/all.ts';
import { checkWith } from '../../tools/proof/doubt/check.ts';
import { places } from '../../tools/proof/doubt/edit/find.ts';
import type { Layer, Mutant } from '../../tools/proof/doubt/mutant.ts';
import { type Outcome, runMutants } from '../../tools/proof/doubt/run.ts';
import { configurations } from '../../tools/proof/doubt/stacks/configurations.ts';
import { startSolver } from '../../tools/proof/reference.ts';
import { assemble } from './assemblies.ts';

const LAYERS: readonly Layer[] = [...new Set(MUTANTS.map(({ layer }) => layer))];

/** The first and the last of a layer; `airlock proof mutants` plants all. */
function sampleOf(layer: Layer): Mutant[] {
  const own = MUTANTS.filter((mutant) => mutant.layer === layer && mutant.needs === undefined);
  return own.filter((_, i) => i === 0 || i === own.length - 1);
}

let solver: SmtSolver;
beforeAll(async () => {
  solver = await startSolver();
});
afterAll(() => solver.stop());

test('the proof catches a sample of every layer in prod by that layer, and prod itself is clean', async () => {
  const prod = await assemble('prod');
  const sample = LAYERS.flatMap(sampleOf);
  const outcomes: Outcome[] = [];
  for await (const outcome of runMutants([prod], sample, checkWith(solver))) outcomes.push(outcome);
  expect(outcomes.length).toBe(sample.length + 1);
  expect(outcomes.filter(({ result }) => result !== 'caught' && result !== 'clean')).toEqual([]);
});

test('each Deny of a bucket in any configuration has a mistake in which it is lost', async () => {
  const assemblies = await Promise.all([...configurations().keys()].map(assemble));
  const sids = assemblies.flatMap((assembly) =>
    places(assembly, 'AWS::S3::BucketPolicy').flatMap(({ properties }) =>
      [...JSON.stringify(properties).matchAll(/"Sid":"(Deny\w+)"/g)].map(([, sid]) => sid),
    ),
  );
  const lost = MUTANTS.map(({ name }) => name).filter((name) => name.includes(' lost its '));
  expect(new Set(sids).size).toBeGreaterThan(8);
  expect([...new Set(sids)].filter((sid) => !lost.some((name) => name.endsWith(` ${sid}`)))).toEqual([]);
});

/** Settings of a configuration on which no right depends, but for names. */
const OF_NO_RIGHT = [
  /^(\$schema|app|environment|account|region|availabilityZones|certificateAuthority|ownerTags\..+|buckets\..+|customerKey\.arn)$/,
  /^(accessLogs|landing)\.expireAfterDays$/,
  /^(logs\.retentionDays|budget\.monthlyUsd)$/,
  /^extraction\.keyMaxAgeDays$/,
  /^intake\.(maxObjectBytes|timeoutSeconds|maxReceives|memoryMb|sweep\.everyMinutes)$/,
  /^stream\./,
  /^alarms\./,
  /^transformation\.(workerType|workers|timeoutMinutes|spark\.fromGiB|gold\.singleObjectUpToGiB|clockSkewSeconds|timeTravelDays|(schedule|maintenance)\.everyMinutes)$/,
  /^consumption\.kubeflow\.(commit|vpcCidr|argoCdChart|instanceType|nodes\..+|adminRoleArn|profiles\..+)$/,
  /^sites\.(id|feeders\.(profile|certificate\..+|views\..+|stream\.(view|shards|retentionHours)))$/,
  /^datasets\./,
];

test('what a configuration may set, and some right depends on, is set in more than one way by those that are proved', () => {
  const values = new Map<string, Set<string>>();
  for (const config of configurations().values()) {
    for (const [path, value] of leaves(config, '')) values.set(path, (values.get(path) ?? new Set()).add(value));
  }
  const fixed = [...values].filter(([, each]) => each.size === 1 && !each.has(THERE)).map(([path]) => path);
  expect(fixed.filter((path) => !OF_NO_RIGHT.some((pattern) => pattern.test(path)))).toEqual([]);
});

const THERE = 'something';

/** Path and value of everything in a configuration; of lists, all items under one path. */
function leaves(value: unknown, path: string): [string, string][] {
  if (Array.isArray(value)) {
    return value.length === 0 ? [[path, '[]']] : value.flatMap((each) => leaves(each, path));
  }
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  const inner = Object.entries(value).flatMap(([key, each]) => leaves(each, path === '' ? key : `${path}.${key}`));
  return [[path, THERE], ...inner];
}
