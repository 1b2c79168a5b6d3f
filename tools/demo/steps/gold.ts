import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { NOTEBOOK_ACCOUNT } from '../../../lib/contract/index.ts';
import { podIdentity } from '../../../packages/local-cloud/pod-identity.ts';
import { python } from '../../project/paths.ts';
import { run } from '../../project/run.ts';
import { type Comparison, goldReading } from '../../report/stage-data.ts';
import type { Demo } from '../demo.ts';
import type { StreamFeed } from '../stream/stream.ts';
import { compareWithTruth, writeTruth } from './plant.ts';

/** A dataset as read, and the object that it was read from. */
export type GoldReading = ReturnType<typeof goldReading.parse> & GoldObject;

interface GoldObject {
  readonly bytes: number;
  readonly deltaVersion: string;
  /** The demo's copy. */
  readonly file: string;
}

/** Runs examples/read_gold.py as a gold reader in an environment that has pandas and no Spark, and returns what it printed. */
export async function readAsDataScientist(demo: Demo): Promise<string> {
  return inNotebook(demo, [join('examples', 'read_gold.py')]);
}

/** The notebook that a data scientist opens first. */
const FIRST_NOTEBOOK = '01-read-gold';

const AS_PAGE = [
  '--to=html',
  `--TemplateExporter.extra_template_basedirs=${join(import.meta.dirname, '..')}`,
  '--template=notebook-page',
  // A machine with much else to do takes longer than the minute that Jupyter gives it.
  '--ExecutePreprocessor.startup_timeout=300',
];

/** Runs the first notebook as a gold reader; the name of the page that it becomes, beside the report. */
export async function runFirstNotebook(demo: Demo): Promise<string> {
  const notebook = join('examples', `${FIRST_NOTEBOOK}.ipynb`);
  await inNotebook(demo, ['-m', 'nbconvert', '--execute', ...AS_PAGE, '--output-dir', demo.out, notebook]);
  return `${FIRST_NOTEBOOK}.html`;
}

/** Runs Python as a notebook of the first profile does: without a key, as the role that its Pod Identity association gives, in a home of its own. */
async function inNotebook(demo: Demo, words: readonly string[]): Promise<string> {
  const { kubeflow } = demo.config.consumption;
  const profile = kubeflow.enabled ? kubeflow.profiles[0]?.name : undefined;
  if (profile === undefined)
    throw new Error('config/local.json: got no Kubeflow profile, wanted one to read gold from');
  const pod = await podIdentity(demo.cloud, profile, NOTEBOOK_ACCOUNT);
  try {
    const own = { HOME: join(demo.cloud.stateFolder, 'home'), GOLD: `s3://${demo.config.buckets.gold}` };
    return await run(python('notebook'), words, { env: { ...pod.environment, ...own }, signal: demo.signal });
  } finally {
    pod.close();
  }
}

/** Reads every dataset with the one line, as a gold reader, and keeps a copy of its object. */
export async function readGold(demo: Demo): Promise<GoldReading[]> {
  const { buckets, datasets } = demo.config;
  const lines = datasets.map(({ name }) => `df = pd.read_parquet('s3://${buckets.gold}/${name}.parquet')`);
  const script = [
    'import json, time',
    'import pandas as pd',
    ...datasets.flatMap(({ name }, i) => timed(name, lines[i] ?? '')),
  ];
  const printed = await inNotebook(demo, ['-c', script.join('\n')]);
  const readings = printed
    .trim()
    .split('\n')
    .map((line) => goldReading.parse(JSON.parse(line)));
  return Promise.all(readings.map(async (each) => ({ ...each, ...(await fetchObject(demo, each.dataset)) })));
}

/** Holds what was read against the truth, which is computed from the source anew. */
export async function holdAgainstTruth(demo: Demo, readings: readonly GoldReading[]): Promise<Comparison[]> {
  const truth = join(demo.out, 'truth');
  await writeTruth(demo, truth);
  const comparisons: Comparison[] = [];
  for (const { dataset, file } of readings) comparisons.push(await compareWithTruth(demo, dataset, truth, file));
  return comparisons;
}

/** Seconds from a site's first streamed record until its newest gold object, null where that is older. */
export async function secondsToGold(demo: Demo, { site, startedAt }: StreamFeed): Promise<number | null> {
  const { buckets, datasets } = demo.config;
  const written = await Promise.all(
    datasets
      .filter((dataset) => dataset.site === site)
      .map(({ name }) =>
        demo.deployer.s3.send(new HeadObjectCommand({ Bucket: buckets.gold, Key: `${name}.parquet` })),
      ),
  );
  const newest = Math.max(0, ...written.map(({ LastModified }) => LastModified?.getTime() ?? 0));
  return newest < startedAt.getTime() ? null : (newest - startedAt.getTime()) / 1000;
}

function timed(dataset: string, line: string): string[] {
  const facts = `{"dataset": "${dataset}", "line": ${JSON.stringify(line)}, "rows": len(df), "columns": len(df.columns)`;
  return [
    'start = time.perf_counter()',
    line,
    'seconds = time.perf_counter() - start',
    "values = df[[name for name in df.columns if f'{name}__pct_good' in df.columns]]",
    'filled = int(values.count().sum())',
    `print(json.dumps(${facts}, "seconds": seconds, "filled": filled, "empty": values.size - filled, "silences": df.attrs.get("silences", []), "told": df.attrs.get("columns", {})}))`,
  ];
}

async function fetchObject(demo: Demo, dataset: string): Promise<GoldObject> {
  const object = { Bucket: demo.config.buckets.gold, Key: `${dataset}.parquet` };
  const answer = await demo.deployer.s3.send(new GetObjectCommand(object));
  const { Body: body, ContentLength: bytes = 0, Metadata: metadata } = answer;
  const file = join(demo.out, object.Key);
  if (!(body instanceof Readable)) throw new Error(`${object.Key}: got no stream, wanted the object's bytes`);
  await pipeline(body, createWriteStream(file));
  return { bytes, file, deltaVersion: metadata?.['delta-version'] ?? 'unknown' };
}
