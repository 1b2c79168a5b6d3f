import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../project/paths.ts';

/** The data file that `airlock measure` writes; the README's figures come from it. */
export const MEASURED = join(ROOT, 'docs', 'measured.json');

/** What a demo printed, as a film. */
export const FILM = join(ROOT, 'docs', 'images', 'demo.svg');

const run = z.object({
  seconds: z.number(),
  /** Of every program that it started, too. */
  cpuSeconds: z.number(),
  /** The most that its programs held at one time; null where the system does not tell. */
  peakMegabytes: z.number().nullable(),
  /** Seconds of its steps, by their titles. */
  steps: z.record(z.string(), z.number()),
  /** Lines with which it ended. */
  ending: z.array(z.string()),
});
export type MeasuredRun = z.infer<typeof run>;

const measured = z.object({
  /** A day, ISO 8601. */
  date: z.string(),
  commit: z.string(),
  machine: z.object({
    cpu: z.string(),
    cores: z.number(),
    memoryGigabytes: z.number(),
    system: z.string(),
    /** Programs that wanted to run in the minute before, on average: those of others. */
    load: z.number(),
  }),
  versions: z.record(z.string(), z.string()),
  /** A demo in a fresh clone, with nothing of its packages on the machine, and one more after it. */
  runs: z.object({ first: run, second: run }),
  /** Megabytes on disk after both, by folder. */
  disk: z.record(z.string(), z.number()),
});
export type Measured = z.infer<typeof measured>;

/** What was measured last; undefined where nothing was. */
export function readMeasured(): Measured | undefined {
  return existsSync(MEASURED) ? measured.parse(JSON.parse(readFileSync(MEASURED, 'utf8'))) : undefined;
}

/** Seconds of the steps of a first run, where it was measured. */
export function firstRunSteps(): Readonly<Record<string, number>> {
  return readMeasured()?.runs.first.steps ?? {};
}
