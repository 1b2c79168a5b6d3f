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

/** A site's account as its sums; `objects` counts them by their outcome. */
export const siteSums = z.object({ ...cells, objects: counts });
export type SiteSums = z.infer<typeof siteSums>;

/** One site in the answer of `replica_figures accounting`. */
export const siteAccount = siteSums.extend({ by_object: z.array(ledgerObject) });
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
  /** Name of the file with its points. */
  points: z.string(),
});
export type TagTrend = z.infer<typeof tagTrend>;

/** Points of a tag's trend, thinned to what can be drawn. */
export const tagPoints = z.object({ readings: z.array(reading), gold: z.array(goldPoint) });
export type TagPoints = z.infer<typeof tagPoints>;

/** The answer of `replica_figures trends`, the tag with most to see first. */
export const datasetTrends = z.object({ dataset: z.string(), tags: z.array(tagTrend) });
export type DatasetTrends = z.infer<typeof datasetTrends>;

const measure = z.number().nonnegative().nullable();

/** A tag of a view in the answer of `replica_figures quality`. Silences are those longer than the tag's own limit; null where it has none. */
const tagQuality = z.object({
  site: z.string(),
  feeder: z.string(),
  view: z.string(),
  tag_id: z.string(),
  asset: text,
  attribute: text,
  unit: text,
  /** As shown; null where its last reading is bad. */
  last_value: text,
  good: count,
  bad: count,
  reasons: counts,
  first_event: text,
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
  /** How often each promise was asked of the solver, by its words. */
  asked: z.record(z.string(), count),
  identities: count,
  queries: count,
  seconds: z.number(),
  /** Each broken promise and each that could not be told, a line. */
  against: z.array(z.string()),
  /** Verbs that tell a plant something about a resource, though none of its data. */
  remaining: z
    .array(z.object({ who: z.string(), action: z.string(), resource: z.string(), reason: z.string() }))
    .default([]),
  /** What is taken for granted of things that the templates do not hold. */
  assumed: z.array(z.string()).default([]),
});
export type ProofFigures = z.infer<typeof proof>;

/** By what one can tell later what was judged here. */
const evidence = z.object({
  /** Of the project, as it is checked out; null where it is no checkout. */
  commit: text,
  /** That nothing differs from the commit. */
  clean: z.boolean(),
  /** The templates that were proved and deployed. */
  templates: z.array(z.object({ name: z.string(), sha256: z.string() })),
});
export type Evidence = z.infer<typeof evidence>;

/** Everything that the report shows. */
export const reportData = z.object({
  /** ISO 8601. */
  generatedAt: z.string(),
  runPrefix: z.string(),
  seconds: z.number(),
  steps: z.array(z.object({ title: z.string(), seconds: z.number() })),
  /** By site, of what landed in this run. In a repetition what silver already holds is an exact duplicate: only the sum can be held against `expected`. */
  sites: z.record(z.string(), siteAccount.extend({ expected: expectedTotals })),
  repeated: z.boolean().default(false),
  /** By site, over this run and all before it. */
  history: z.record(z.string(), siteSums),
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
    stacks: z.record(z.string(), z.object({ resources: count, checked: count })).default({}),
  }),
  /** By site and kind. */
  faults: z.record(z.string(), z.record(z.string(), z.object({ faults: count, cells: count }))),
  trends: z.array(datasetTrends),
  tags: tagQualities,
  versions: z.record(z.string(), z.string()),
  evidence,
  /** Text that the data scientist's example printed. */
  printed: z.string(),
  /** The first notebook as a page beside the report. */
  notebook: z.string(),
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
