import type { z } from 'zod';
import type { ProofFigures } from '../../tools/report/data.ts';
import type {
  alarm,
  catalogueTable,
  machineRun,
  recordedThing,
  senderRun,
  streamRun,
} from '../../tools/report/stage-data.ts';

export const PROOF: ProofFigures = {
  ...{ verdict: 'proven', against: [] },
  asked: { 'a plant reads nothing': 20, 'a plant deletes nothing': 17 },
  ...{ identities: 22, queries: 182, seconds: 2.5 },
  remaining: [{ who: 'sender', action: 'kinesis:DescribeStream', resource: 'its stream', reason: 'its settings' }],
  assumed: ['the boundary of 2 identities takes nothing away'],
};

/** A broken record that was set aside as it should be. */
export const POISON: NonNullable<z.input<typeof streamRun>['poison']> = {
  sent: '{"Tag": "Unit 1|Pressure", "Value": ',
  reason: 'ROW_MALFORMED',
  quarantined: 1,
  othersDelaySeconds: 1.8,
};

/** A sender that told all that PI had: fifty readings, and ten of them again. */
export const SENDER: z.input<typeof senderRun> = {
  site: 'east',
  status: {
    at: '2026-01-03T18:00:00Z',
    views: { reactor: { in_cloud_to: '2026-01-03T17:59:30Z', lag_s: 30 } },
    spool: { objects: 0, bytes: 0 },
    to_read_again: 0,
    last_error: null,
    told: { reactor: { files: 3, rows: 60, rows_again: 10 } },
  },
  wanted: { held: 49, first: 50, again: 10 },
};

/** A stream of which nothing was lost and nothing stored twice: twenty records with those put again. */
export const STREAM: z.input<typeof streamRun> = {
  site: 'east',
  stream: 'airlock-local-east',
  records: 16,
  batches: 4,
  objects: 2,
  putSeconds: 4.2,
  toBronzeSeconds: { median: 3.1, max: 6.4 },
  toGoldSeconds: 74,
  poison: POISON,
  resent: { records: 4, silverBefore: 15, silverAfter: 15 },
};

export const TABLE: z.input<typeof catalogueTable> = {
  table: 'pi_event',
  format: 'delta',
  location: 's3://airlock-local-silver/delta/pi_event/',
  partitions: 0,
  partitionKeys: [
    { name: 'site', type: 'string' },
    { name: 'event_date', type: 'date' },
  ],
  columns: [
    { name: 'tag_id', type: 'string' },
    { name: 'event_ticks', type: 'bigint' },
    { name: 'value', type: 'double' },
    { name: 'quality', type: 'string' },
    { name: 'reason', type: 'string' },
  ],
};

/** One with work, and one that was started with nothing new. */
export const RUNS: z.input<typeof machineRun>[] = [
  {
    name: '5b0a7d9e-8a51-4f2f-9a51-0f1de01c7a11',
    input: '{}',
    status: 'SUCCEEDED',
    seconds: 96.3,
    outcome: 'cleaned, built gold; crawls: 4',
    states: [
      { name: 'Is it my turn', seconds: 0, outcome: 'done' },
      { name: 'Anything new', seconds: 1.1, outcome: 'done' },
      { name: 'Clean', seconds: 41.2, outcome: 'done' },
      { name: 'Build gold', seconds: 38.6, outcome: 'done' },
      { name: 'Wait for crawler', seconds: 15.2, outcome: 'done' },
      { name: 'Did every crawl succeed', seconds: 0, outcome: 'done' },
    ],
  },
  {
    name: 'c1d2b3a4-77aa-4a0e-8c63-3f6f4be0ad27',
    nothingNew: true,
    input: '{}',
    status: 'SUCCEEDED',
    seconds: 2.4,
    outcome: 'nothing new since the last run',
    states: [
      { name: 'Is it my turn', seconds: 0, outcome: 'done' },
      { name: 'Anything new', seconds: 2.2, outcome: 'done' },
      { name: 'Nothing new', seconds: 0, outcome: 'done' },
    ],
  },
];

export const RECORDED: z.input<typeof recordedThing>[] = [
  {
    stack: 'airlock-local-consumption',
    logicalId: 'ArgoCd7F3A',
    kind: 'HelmChart',
    name: 'argo-cd',
    summary: 'chart argo-cd 8.1.2 into namespace argocd, 14 values',
  },
  {
    stack: 'airlock-local-consumption',
    logicalId: 'NotebooksA12C',
    kind: 'Application',
    name: 'notebooks',
    summary: 'kubeflow/community-distribution, applications/jupyter at a pinned commit',
  },
];

export const ALARMS: z.input<typeof alarm>[] = [
  {
    name: 'airlock-local-refused-objects',
    state: 'ALARM',
    reason: 'a file was refused at the inner door',
    wanted: 'an empty file was put on purpose',
    summary: 'A file was refused.',
    runbook: 'docs/runbooks/refused-objects.md',
    rule: {
      metric: 'RefusedObjects',
      statistic: 'Sum',
      comparison: 'GreaterThanThreshold',
      threshold: 0,
      periods: 1,
      periodSeconds: 3600,
    },
    since: '2026-11-22T19:00:00.000Z',
  },
  { name: 'airlock-local-intake-dead-letters', state: 'OK', reason: 'no message in the dead-letter queue' },
];
