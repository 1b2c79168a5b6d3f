import { z } from 'zod';
import { row } from '../trial/rows.ts';
import {
  alarm,
  catalogueTable,
  comparison,
  goldReading,
  landed,
  layers,
  machineRun,
  recordedThing,
  senderRun,
  streamRun,
} from './stage-data.ts';

const count = z.number().int().nonnegative();
const counts = z.record(z.string(), count);

/** Cells of one ledger row or of their sum; `cells_in` is the sum of the other four. */
const cells = {
  cells_in: count,
  silver_good: count,
  silver_bad: count,
  quarantined: count,
  exact_duplicates: count,
  closes: z.boolean(),
  reasons: counts,
};

const ledgerObject = z.object({
  ...cells,
  key: z.string(),
  version: z.string(),
  landed_at: z.string(),
  outcome: z.string(),
  manifest_state: z.string().nullable(),
});

/** One site in the answer of `report.replica accounting`. */
export const siteAccount = z.object({ ...cells, objects: counts, by_object: z.array(ledgerObject) });
export type SiteAccount = z.infer<typeof siteAccount>;

/** Counts of a site's deliveries by the plant's own code, by `plant expect`. */
export const expectedTotals = z.object({
  cells_in: count,
  good: count,
  bad: count,
  quarantined: count,
  duplicates: count,
  /** Objects. */
  refused: count.default(0),
  unreadable: count.default(0),
});
export type ExpectedTotals = z.infer<typeof expectedTotals>;

const text = z.string().nullable();

/** [ms since 1970, value, quality, reason, value as sent, unit as sent, state] */
const reading = z.tuple([z.number(), z.number().nullable(), z.string(), text, text, text, text]);
export type Reading = z.infer<typeof reading>;

/** [ms since 1970, value, share of good time in percent] */
const goldPoint = z.tuple([z.number(), z.number().nullable(), z.number().nullable()]);
export type GoldPoint = z.infer<typeof goldPoint>;

const tagTrend = z.object({
  tag_id: z.string(),
  site: z.string(),
  asset: z.string(),
  attribute: z.string(),
  column: z.string(),
  unit: text,
  type: text,
  step: z.boolean().nullable(),
  stale_after_s: z.number().nullable(),
  counts: z.object({ readings: count, bad: count, converted: count, gold: count, gaps: count }),
  readings: z.array(reading),
  gold: z.array(goldPoint),
});
export type TagTrend = z.infer<typeof tagTrend>;

/** The answer of `report.replica trends`. */
export const datasetTrends = z.object({ dataset: z.string(), tags_in_dataset: count, tags: z.array(tagTrend) });
export type DatasetTrends = z.infer<typeof datasetTrends>;

const measure = z.number().nonnegative().nullable();

/** A tag of a view in the answer of `report.replica quality`. Silences are those longer than the tag's own limit; null where it has none. */
const tagQuality = z.object({
  site: z.string(),
  feeder: z.string(),
  view: z.string(),
  tag_id: z.string(),
  good: count,
  bad: count,
  reasons: counts,
  last_event: text,
  gaps: count.nullable(),
  gap_s: measure,
  longest_gap_s: measure,
  longest_gap_from: text,
});
export const tagQualities = z.array(tagQuality);
export type TagQuality = z.infer<typeof tagQuality>;

/** Answer of `airlock proof` about the templates that were deployed. */
const proof = z.object({
  verdict: z.enum(['proven', 'refuted', 'undecided']),
  /** Promises about identities and resources, and questions to the solver that they took. */
  promises: count,
  identities: count,
  queries: count,
  seconds: z.number(),
  /** Each broken promise and each that could not be told, a line. */
  against: z.array(z.string()),
});
export type ProofFigures = z.infer<typeof proof>;

/** Everything that the report shows. */
export const reportData = z.object({
  /** ISO 8601. */
  generatedAt: z.string(),
  runPrefix: z.string(),
  seconds: z.number(),
  steps: z.array(z.object({ title: z.string(), seconds: z.number() })),
  /** By site. In a repetition what silver already holds is an exact duplicate: only the sum can be held against `expected`. */
  sites: z.record(z.string(), siteAccount.extend({ expected: expectedTotals })),
  repeated: z.boolean().default(false),
  proof,
  /** Those that were not tried, too: only the proof covers them. */
  trials: z.array(row),
  comparisons: z.array(comparison),
  gold: z.array(goldReading.extend({ bytes: count })),
  /** Notifications lost on purpose, and versions that the sweep found without one. */
  sweep: z.object({ dropped: count, found: count }),
  notApplied: z.array(
    z.object({ stack: z.string(), logicalId: z.string(), type: z.string(), property: z.string(), why: z.string() }),
  ),
  deployed: z.object({
    resources: count,
    checked: count,
    different: z.array(z.string()),
    undecided: z.array(z.string()).default([]),
  }),
  /** By site and kind. */
  faults: z.record(z.string(), z.record(z.string(), z.object({ faults: count, cells: count }))),
  trends: z.array(datasetTrends),
  tags: tagQualities,
  versions: z.record(z.string(), z.string()),
  landed,
  layers,
  senders: z.array(senderRun),
  streams: z.array(streamRun),
  catalogue: z.array(catalogueTable),
  machine: z.array(machineRun),
  recorded: z.array(recordedThing),
  alarms: z.array(alarm),
});
export type ReportData = z.infer<typeof reportData>;
export type Site = ReportData['sites'][string];
