import { z } from 'zod';

const count = z.number().int().nonnegative();
const seconds = z.number().nonnegative();

/** Holdings of a bucket after the run. */
const holding = z.object({ objects: count, bytes: count });

/** Object versions that this run put into landing, and records that it put into streams. */
export const landed = z.object({ objects: count, bytes: count, records: count });

export const layers = z.object({ bronze: holding, silver: holding, gold: holding });

/** One record broken on purpose, and what it cost. */
const poison = z.object({
  /** The record as it was put. */
  sent: z.string(),
  /** Empty where it is set aside without one, or is nowhere. */
  reason: z.string(),
  /** Records set aside for it; none means that it is nowhere. */
  quarantined: count,
  /** How much longer the good records beside it took. */
  othersDelaySeconds: seconds,
});

/** A batch put a second time; silver is counted in readings. */
const resent = z.object({ records: count, silverBefore: count, silverAfter: count });

/** One site's stream, from the plant's put on. */
export const streamRun = z.object({
  site: z.string(),
  stream: z.string(),
  records: count,
  batches: count,
  /** Bronze objects made of the records. */
  objects: count,
  putSeconds: seconds,
  toBronzeSeconds: z.object({ median: seconds, max: seconds }),
  toGoldSeconds: seconds.nullable(),
  poison: poison.nullable(),
  resent: resent.nullable(),
});
export type StreamRun = z.infer<typeof streamRun>;

/** Readings of a PI archive that changes, as the plant's own code counts them from the source. */
export const toldOfPi = z.object({
  /** That the archive holds at the end. */
  held: count,
  /** That a sender must have read for the first time, and once more with what had changed. */
  first: count,
  again: count,
});

const viewStatus = z.object({ in_cloud_to: z.string().nullable(), lag_s: z.number().nullable() });

/** Output of `airlock-sender status`; its health file lacks `told`. */
export const senderStatus = z.object({
  at: z.string(),
  views: z.record(z.string(), viewStatus),
  spool: z.object({ objects: count, bytes: count }),
  to_read_again: count,
  last_error: z.string().nullable(),
  /** By view; readings in all, and those of windows that were told again. */
  told: z.record(z.string(), z.object({ files: count, rows: count, rows_again: count })),
});
export type SenderStatus = z.infer<typeof senderStatus>;

/** A sender's own account beside that of the PI that it reads. */
export const senderRun = z.object({ site: z.string(), status: senderStatus, wanted: toldOfPi });
export type SenderRun = z.infer<typeof senderRun>;

const column = z.object({ name: z.string(), type: z.string() });
export type CatalogueColumn = z.infer<typeof column>;

/** A table as the catalogue gives it to whoever asks. */
export const catalogueTable = z.object({
  table: z.string(),
  /** Glue's classification: csv, parquet, json or delta. */
  format: z.string(),
  location: z.string(),
  /** Those that the catalogue lists; of a Delta table they stand in its log alone. */
  partitions: count,
  partitionKeys: z.array(column),
  columns: z.array(column),
});
export type CatalogueTable = z.infer<typeof catalogueTable>;

/** A state that a run was in; one that was tried again stands there as often. */
const machineState = z.object({
  name: z.string(),
  seconds,
  /** `done`, or the error with the first line of its cause. */
  outcome: z.string(),
});
export type MachineState = z.infer<typeof machineState>;

/** One run of the state machine. */
export const machineRun = z.object({
  name: z.string(),
  /** Started though nothing had come since the run before: it must end without work. */
  nothingNew: z.boolean().default(false),
  /** JSON text. */
  input: z.string(),
  /** As Step Functions says it, such as SUCCEEDED. */
  status: z.string(),
  seconds,
  outcome: z.string(),
  /** In the order in which they were entered. */
  states: z.array(machineState),
});
export type MachineRun = z.infer<typeof machineRun>;

/** Something that the local cloud checked and wrote down, and does not run. */
export const recordedThing = z.object({
  stack: z.string(),
  logicalId: z.string(),
  kind: z.string(),
  name: z.string(),
  summary: z.string(),
});

/** What an alarm watches, in CloudWatch's words. */
const rule = z.object({
  metric: z.string(),
  statistic: z.string(),
  /** Such as GreaterThanThreshold. */
  comparison: z.string(),
  threshold: z.number(),
  periods: count,
  periodSeconds: seconds,
});
export type AlarmRule = z.infer<typeof rule>;

/** An alarm as it stood at the end of the run. */
export const alarm = z.object({
  name: z.string(),
  state: z.string(),
  reason: z.string(),
  /** Why the run itself sets it off; null of one that it does not mean to. */
  wanted: z.string().nullable().default(null),
  /** What is wrong when it goes off, in a sentence. */
  summary: z.string().default(''),
  /** Path of its page below the project's root. */
  runbook: z.string().nullable().default(null),
  rule: rule.nullable().default(null),
  /** Since when it is in its state, in ISO 8601. */
  since: z.string().nullable().default(null),
});
export type Alarm = z.infer<typeof alarm>;

/** The answer of `plant compare`; its counts stand in the table of gold where there are any. */
export const comparison = z.looseObject({
  dataset: z.string(),
  cells: count,
  fine: z.boolean(),
  mismatches: z.array(z.record(z.string(), z.unknown())).default([]),
});
export type Comparison = z.infer<typeof comparison>;

const toldColumn = z.object({ description: z.string(), kind: z.string(), unit: z.string().optional() });

/** Reading of one dataset as a data scientist does it, by one line in a process that has pandas and no Spark. */
export const goldReading = z.object({
  dataset: z.string(),
  rows: count,
  columns: count,
  /** Time that reading took. */
  seconds: z.number(),
  /** The one line of Python that read it. */
  line: z.string(),
  /** What the data tells of its own columns, by name (`df.attrs['columns']`). */
  told: z.record(z.string(), toldColumn),
  /** Grid cells with a value, and without. */
  filled: count,
  empty: count,
  /** From when until when all tags of its view were silent, in ISO 8601. */
  silences: z.array(z.tuple([z.string(), z.string()])).default([]),
});
