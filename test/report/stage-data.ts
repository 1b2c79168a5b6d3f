import type { z } from 'zod';
import type { alarm, catalogueTable, machineRun, recordedThing, streamRun } from '../../tools/report/stage-data.ts';

/** A stream of which nothing was lost and nothing stored twice. */
export const STREAM: z.input<typeof streamRun> = {
  site: 'east',
  stream: 'airlock-local-east',
  records: 960,
  batches: 12,
  objects: 2,
  putSeconds: 4.2,
  toBronzeSeconds: { median: 3.1, max: 6.4 },
  toGoldSeconds: 74,
  poison: {
    sent: '{"Tag": "Unit 1|Pressure", "Value": ',
    reason: 'ROW_MALFORMED',
    quarantined: 1,
    othersDelaySeconds: 1.8,
  },
  resent: { records: 80, silverBefore: 959, silverAfter: 959 },
};

export const TABLE: z.input<typeof catalogueTable> = {
  table: 'pi_event',
  format: 'delta',
  location: 's3://airlock-local-silver/delta/pi_event/',
  partitions: 12,
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

export const RUNS: z.input<typeof machineRun>[] = [
  {
    name: 'everything new',
    input: '{}',
    status: 'SUCCEEDED',
    seconds: 96.3,
    outcome: 'cleaned, built and catalogued',
    states: [
      { name: 'Clean', seconds: 41.2, outcome: 'succeeded' },
      { name: 'Anything new?', seconds: 0.1, outcome: 'yes' },
      { name: 'Build gold', seconds: 38.6, outcome: 'succeeded' },
      { name: 'Crawl', seconds: 16.1, outcome: 'succeeded' },
    ],
  },
  {
    name: 'nothing new',
    input: '{}',
    status: 'SUCCEEDED',
    seconds: 2.4,
    outcome: 'skipped',
    states: [
      { name: 'Clean', seconds: 2.2, outcome: 'nothing new' },
      { name: 'Anything new?', seconds: 0.1, outcome: 'no' },
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
  { name: 'landing-refused', state: 'ALARM', reason: 'a file was refused at the inner door' },
  { name: 'intake-dead-letters', state: 'OK', reason: 'no message in the dead-letter queue' },
];
