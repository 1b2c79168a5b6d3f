import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recorded } from '../../packages/local-cloud/cloud.ts';
import type { Proof } from '../proof/prove.ts';
import { type ReportData, reportData } from '../report/data.ts';
import { renderReport } from '../report/render.ts';
import type { Demo } from './demo.ts';
import type { Progress } from './progress.ts';
import type { DemoResult } from './run.ts';
import { landedOf, layersOf, streamRunOf } from './stages.ts';
import { readTrends } from './steps/accounting.ts';
import type { DeployedSet } from './steps/deployed.ts';
import { faultCounts } from './steps/plant.ts';
import { figuresOf } from './steps/proof.ts';

/** What the report tells beside the run's own result. */
export interface Circumstances {
  readonly proof: Proof;
  readonly deployed: DeployedSet;
  readonly repeated: boolean;
  readonly seconds: number;
}

/** Writes report.html and its figures, report.json, and returns the page's path. */
export async function writeReport(
  demo: Demo,
  result: DemoResult,
  progress: Progress,
  { proof, deployed, repeated, seconds }: Circumstances,
): Promise<string> {
  const trends: ReportData['trends'] = [];
  for (const { name } of demo.config.datasets) trends.push(await readTrends(demo, name));
  const data = reportData.parse({
    generatedAt: new Date().toISOString(),
    runPrefix: demo.runPrefix,
    seconds,
    repeated,
    steps: progress.steps,
    sites: Object.fromEntries(
      Object.entries(result.accounts).map(([site, account]) => [site, { ...account, expected: result.expected[site] }]),
    ),
    proof: figuresOf(proof),
    trials: result.trials,
    notTried: result.notTried,
    comparisons: result.comparisons,
    gold: result.gold,
    sweep: { dropped: 1, found: result.swept },
    notApplied: deployed.notApplied,
    deployed: { resources: deployed.resources, checked: deployed.checked, different: deployed.findings },
    faults: await faultCounts(demo),
    trends,
    landed: landedOf(result),
    layers: await layersOf(demo),
    streams: result.streams.map(streamRunOf),
    catalogue: result.catalogue,
    machine: result.machine,
    alarms: result.alarms,
    recorded: recorded(demo.cloud.stateFolder),
    versions: Object.fromEntries(result.gold.map(({ dataset, deltaVersion }) => [`${dataset} (Delta)`, deltaVersion])),
  });
  const page = join(demo.out, 'report.html');
  writeFileSync(join(demo.out, 'report.json'), JSON.stringify(data));
  writeFileSync(page, renderReport(data));
  return page;
}
