import { z } from 'zod';
import { environmentOf } from '../../operate/aws.ts';
import { attemptModule, type RunOptions, runModule } from '../../project/run.ts';
import { expectedTotals as expectedSite } from '../../report/data.ts';
import { type Comparison, comparison, toldOfPi } from '../../report/stage-data.ts';
import type { Demo, Plant } from '../demo.ts';

/** An object that the plant put into landing. */
const fedObject = z.object({ key: z.string(), bytes: z.number() });
export type FedObject = z.infer<typeof fedObject>;

export type Part = 'main' | 'late';

/** A record that the plant puts into its stream; `data` is base64, `batch` counts the requests from 1. */
const streamRecord = z.object({ partitionKey: z.string(), data: z.string(), batch: z.number() });
export type StreamRecord = z.infer<typeof streamRecord>;

/** Feeds one part of a site's data with the site's own airlock credentials, and says what was put. */
export async function feed(
  demo: Demo,
  { site, credentials }: Plant,
  part: Part,
  onObject: () => void,
): Promise<FedObject[]> {
  const objects: FedObject[] = [];
  await plant(demo, ['feed', '--site', site, '--run', demo.runPrefix, '--part', part], {
    env: environmentOf(demo.cloud, credentials),
    onLine: (line) => {
      const parsed = fedObject.safeParse(JSON.parse(line));
      if (!parsed.success) return;
      objects.push(parsed.data);
      onObject();
    },
  });
  return objects;
}

/** Records that a site streams, in the order in which they are put. */
export async function streamRecords(demo: Demo, site: string): Promise<StreamRecord[]> {
  const printed = await plant(demo, ['records', '--site', site]);
  return printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => streamRecord.parse(JSON.parse(line)));
}

const expectation = z.record(z.string(), z.object({ totals: expectedSite, told: toldOfPi.nullable() }));

/** Counts that the ledger must have of each site, and what its sender must have told, computed from the source by the plant's own code. */
export async function expectedOf(demo: Demo): Promise<z.infer<typeof expectation>> {
  return expectation.parse(JSON.parse(await plant(demo, ['expect', '--json'])));
}

/** The faults that the plant put into its data, counted by site and kind. */
export async function faultCounts(
  demo: Demo,
): Promise<Record<string, Record<string, { faults: number; cells: number }>>> {
  const kinds = z.record(z.string(), z.object({ faults: z.number(), cells: z.number() }));
  const answer = z.record(z.string(), z.object({ kinds })).parse(JSON.parse(await plant(demo, ['faults', '--json'])));
  return Object.fromEntries(Object.entries(answer).map(([site, each]) => [site, each.kinds]));
}

/** Writes the truth ledger of every dataset to `folder`. */
export async function writeTruth(demo: Demo, folder: string): Promise<void> {
  await plant(demo, ['truth', '--out', folder]);
}

/** Holds a gold file against the truth ledger, cell by cell. */
export async function compareWithTruth(demo: Demo, dataset: string, truth: string, gold: string): Promise<Comparison> {
  const words = ['compare', '--truth', truth, '--dataset', dataset, '--gold', gold, '--json'];
  const { status, stdout, stderr } = await attemptModule('plant', 'plant', words, { signal: demo.signal });
  if (status > 1) throw new Error(`gold could not be compared with the truth: ${stderr || stdout}`);
  return comparison.parse({ ...JSON.parse(stdout), fine: status === 0 });
}

function plant(demo: Demo, args: readonly string[], options: Omit<RunOptions, 'signal'> = {}): Promise<string> {
  return runModule('plant', 'plant', playedWords(demo, args), { ...options, signal: demo.signal });
}

/** Words of a verb that plays the demo's plants. */
export function playedWords(demo: Demo, args: readonly string[]): string[] {
  const size = demo.small ? ['--small'] : [];
  return [...args, '--config', 'config/local.json', '--seed', String(demo.seed), ...size];
}
