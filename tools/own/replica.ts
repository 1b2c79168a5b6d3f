import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Plant } from '../../lib/config/plant.ts';
import { jobSettings } from '../../lib/transformation/jobs/job-settings.ts';
import type { Replica } from '../look/figures.ts';
import { python, ROOT } from '../project/paths.ts';
import { attempt, attemptModule, runModule } from '../project/run.ts';

const taken = z.object({
  new: z.array(z.string()),
  seen: z.number(),
  strange: z.array(z.object({ file: z.string(), why: z.string() })),
});

/** Keys of new versions, how many files were known, and those of no view. */
export type Taken = z.infer<typeof taken>;

/** Of a deployment; here nothing is old and no machine but this one. */
const JOBS = { timeTravelDays: 30, spark: { fromGiB: 1000 }, gold: { singleObjectUpToGiB: 4 } };

const HERE = { app: 'airlock', account: '000000000000', region: 'us-east-1' };

/** Puts what is new in `folder` into the replica that lies in `out`; `config` is where the plant's lists are looked for. */
export async function takeIn(folder: string, plant: Plant, config: string, out: string): Promise<Taken> {
  for (const layer of ['bronze', 'silver', 'gold', 'logs']) mkdirSync(join(out, layer), { recursive: true });
  const place = dirname(config);
  const deployment = { ...HERE, environment: plant.plant, transformation: JOBS };
  writeFileSync(join(out, 'settings.json'), JSON.stringify(jobSettings({ ...deployment, ...plant }, place)));
  const lists = plant.tags.map(({ site, list }) => ({ site, list: join(place, list) }));
  const files = join(out, 'plant.json');
  writeFileSync(files, JSON.stringify({ files: plant.files, tags: lists }));
  const { status, stdout, stderr } = await attemptModule('jobs', 'own', [
    'take-in',
    folder,
    '--plant',
    files,
    '--out',
    out,
  ]);
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1));
  return taken.parse(JSON.parse(stdout));
}

/** Its silver and gold. */
export function replicaIn(out: string): Replica {
  return { silver: join(out, 'silver'), gold: join(out, 'gold') };
}

const LAYERS = { bronze_to_silver: ['bronze', 'silver'], silver_to_gold: ['silver', 'gold'] } as const;

/**
 * Runs one of the entries that Glue runs, on the folders of `out`, and returns how files differ from the settings of their views.
 *
 * @throws Error with the last that it said, and where all of it stands.
 */
export async function runJob(job: keyof typeof LAYERS, out: string): Promise<Differences> {
  const uri = (name: string): string => pathToFileURL(join(out, name)).href;
  const words = ['--settings', uri('settings.json'), ...LAYERS[job].flatMap((layer) => [`--${layer}`, uri(layer)])];
  const id = `${job}-${new Date().toISOString()}`;
  const entry = join(ROOT, 'glue-scripts', `${job}.py`);
  const options = { env: { ...process.env, TZ: 'UTC' } };
  const { status, stdout, stderr } = await attempt(python('jobs'), [entry, ...words, '--JOB_RUN_ID', id], options);
  const log = join(out, 'logs', `${job}.log`);
  writeFileSync(log, stdout + stderr);
  if (status !== 0) throw new Error(`${job} ended: ${stderr.trim().split('\n').at(-1)}\n  all that it said: ${log}`);
  return summary.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}')).columns;
}

/** Words on columns with the number of files that they are of, by site/feeder/view. */
export type Differences = Readonly<Record<string, Readonly<Record<string, number>>>>;
const summary = z.object({ columns: z.record(z.string(), z.record(z.string(), z.number())).default({}) });

/** Files of which nothing could be read: what was got and what was wanted. */
export async function faultsOf(out: string): Promise<{ key: string; reason: string; detail: string | null }[]> {
  const fault = z.object({ key: z.string(), reason: z.string(), detail: z.string().nullable() });
  return z.array(fault).parse(JSON.parse(await runModule('jobs', 'own', ['faults', out])));
}

const previewed = z.array(
  z.object({
    source_row: z.number(),
    utc: z.string(),
    asset: z.string(),
    attribute: z.string(),
    value_raw: z.string().nullable(),
    value: z.string().nullable(),
    unit: z.string().nullable(),
    reason: z.string().nullable(),
  }),
);
export type Previewed = z.infer<typeof previewed>;

/** Cells of the first rows of the one file that `out` holds. */
export async function previewOf(out: string): Promise<Previewed> {
  return previewed.parse(JSON.parse(await runModule('jobs', 'own', ['preview', out])));
}
