import type { z } from 'zod';
import { type ReportData, reportData, type TagPoints } from '../../tools/report/data.ts';
import type { Row } from '../../tools/trial/rows.ts';
import { ALARMS, PROOF, RECORDED, RUNS, SENDER, STREAM, TABLE } from './stage-data.ts';

type Input = z.input<typeof reportData>;

/** A trial of a read that was refused as it should be, unless said otherwise. */
export function trial(more: Partial<Row> = {}): Row {
  return {
    service: 's3',
    identity: 'sender of east',
    operation: 'GetObject',
    target: 'its own object',
    wanted: 'refused',
    observed: 'refused',
    answer: 'AccessDenied: no',
    owner: 'accepted',
    ...more,
  };
}

/** A ledger row of a file whose cells all were good. */
function file(key: string, cells: number): Input['sites'][string]['by_object'][number] {
  return {
    key,
    version: 'v1',
    landed_at: '2026-01-01T00:00:00+00:00',
    outcome: 'read',
    manifest_state: 'match',
    cells_in: cells,
    silver_good: cells,
    silver_bad: 0,
    quarantined: 0,
    exact_duplicates: 0,
    closes: true,
    reasons: {},
  };
}

/** A tag with an outage of a minute beyond its limit. */
export const QUALITY: Input['tags'][number] = {
  site: 'east',
  feeder: 'sender',
  view: 'reactor',
  tag_id: 'east:Unit 1|Flow',
  asset: 'Unit 1',
  attribute: 'Flow',
  unit: 'm3/h',
  last_value: '12.5',
  first_event: '2026-01-01T00:00:00+00:00',
  good: 90,
  bad: 10,
  reasons: { STATE_SYSTEM: 7, VALUE_EMPTY: 3 },
  last_event: '2026-01-01T00:59:00+00:00',
  gaps: 1,
  gap_s: 60,
  longest_gap_s: 180,
  longest_gap_from: '2026-01-01T00:10:00+00:00',
};

/** One file that landed and two that a stream made. */
export const SITE: Input['sites'][string] = {
  objects: { read: 3 },
  cells_in: 100,
  silver_good: 90,
  silver_bad: 5,
  quarantined: 2,
  exact_duplicates: 3,
  closes: true,
  reasons: { STATE_SYSTEM: 5, TS_MISSING: 2 },
  by_object: [
    {
      ...file('site=east/feeder=sender/view=reactor/run=r1/a.parquet', 80),
      silver_good: 70,
      silver_bad: 5,
      quarantined: 2,
      exact_duplicates: 3,
    },
    file('site=east/feeder=sender/view=readings/stream/shard-0/1-12.parquet', 12),
    file('site=east/feeder=sender/view=readings/stream/shard-0/13-20.parquet', 8),
  ],
  expected: { cells_in: 100, good: 90, bad: 5, quarantined: 2, duplicates: 3 },
};

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

/** Ten minutes of a tag with an outage in the fourth and values of another unit from the seventh. */
export const TAG: Input['trends'][number]['tags'][number] = {
  tag_id: 'east:Unit 1|Pressure',
  site: 'east',
  asset: 'Unit 1',
  attribute: 'Pressure',
  column: 'pressure',
  unit: 'kPa',
  type: 'Float64',
  step: false,
  stale_after_s: 600,
  counts: { readings: 10, bad: 1, converted: 3, gold: 10, gaps: 1 },
  points: 'reactor_data-0',
};

export const POINTS: TagPoints = {
  readings: Array.from({ length: 10 }, (_, at) => {
    if (at === 4)
      return [START + at * MINUTE, null, 'bad', 'STATE_SYSTEM', 'E/A-Zeitüberschreitung', 'kPa', 'I/O Timeout'];
    if (at >= 7) return [START + at * MINUTE, 100, 'good', null, '1', 'bar', null];
    return [START + at * MINUTE, 100.5, 'good', null, '100.5', 'kPa', null];
  }),
  gold: Array.from({ length: 10 }, (_, at) => [START + at * MINUTE, at === 4 ? null : 100, at === 4 ? 0 : 100]),
};

/** Three tags at 140 times. */
export const GOLD: Input['gold'][number] = {
  dataset: 'reactor_data',
  rows: 140,
  columns: 8,
  bytes: 900,
  seconds: 0.2,
  line: "pd.read_parquet('x')",
  told: { pressure: { description: 'Pressure [kPa]', kind: 'number', unit: 'kPa' } },
  filled: 415,
  empty: 5,
};

/** A report in which every promise was kept, unless said otherwise. */
export function data(more: Partial<Input> = {}): ReportData {
  return reportData.parse({
    generatedAt: '2026-11-22T20:00:00.000Z',
    runPrefix: 'demo-1',
    seconds: 131.4,
    steps: [{ title: 'Clean', seconds: 31.8 }],
    sites: { east: SITE },
    history: more.sites ?? { east: SITE },
    proof: PROOF,
    trials: [trial(), trial({ operation: 'PutObject', wanted: 'accepted', observed: 'accepted', answer: 'OK' })],
    comparisons: [{ dataset: 'reactor_data', cells: 420, fine: true, different: 0 }],
    gold: [GOLD],
    sweep: { dropped: 1, found: 1 },
    notApplied: [{ stack: 's', logicalId: 'Gold1', type: 'AWS::S3::Bucket', property: 'Lifecycle', why: 'no effect' }],
    deployed: { resources: 7, checked: 7, different: [] },
    faults: { east: { 'outage:I/O Timeout': { faults: 1, cells: 5 } } },
    tags: [QUALITY],
    trends: [{ dataset: 'reactor_data', tags: [TAG] }],
    versions: { Node: 'v24.1.0' },
    evidence: { commit: 'c0ffee', clean: true, templates: [{ name: 'airlock-local-ingestion', sha256: 'abc123' }] },
    printed: '140 rows x 8 columns',
    notebook: '01-read-gold.html',
    landed: { objects: 1, bytes: 21_000, records: 20 },
    layers: {
      bronze: { objects: 5, bytes: 31_000 },
      silver: { objects: 24, bytes: 190_000 },
      gold: { objects: 9, bytes: 4_200 },
    },
    senders: [SENDER],
    streams: [STREAM],
    catalogue: [TABLE],
    machine: RUNS,
    recorded: RECORDED,
    alarms: ALARMS,
    ...more,
  } satisfies Input);
}
