import { recorded } from '../../packages/local-cloud/cloud.ts';
import type { Proof } from '../proof/prove.ts';
import { type ReportData, reportData } from '../report/data.ts';
import { trendFiles } from '../report/trend-files.ts';
import type { Demo } from './demo.ts';
import type { Step } from './progress.ts';
import { readHistory, readQuality, readTrends } from './steps/accounting.ts';
import type { DeployedSet } from './steps/deployed.ts';
import { readEvidence, toolVersions } from './steps/evidence.ts';
import type { GoldReading } from './steps/gold.ts';
import { layersOf } from './steps/layers.ts';
import { faultCounts } from './steps/plant.ts';
import { figuresOf } from './steps/proof.ts';

/** The facts of a run that its data shows. */
export interface Seen
  extends Pick<
    ReportData,
    | 'sites'
    | 'senders'
    | 'trials'
    | 'comparisons'
    | 'sweep'
    | 'landed'
    | 'streams'
    | 'catalogue'
    | 'machine'
    | 'alarms'
    | 'notebook'
  > {
  readonly gold: readonly GoldReading[];
  /** Text that examples/read_gold.py printed. */
  readonly dataScientist: string;
}

/** The facts of a run that stand beside its data. */
export interface Circumstances {
  readonly proof: Proof;
  readonly deployed: DeployedSet;
  readonly repeated: boolean;
  readonly seconds: number;
  readonly steps: readonly Step[];
}

/** Everything that a run is judged by. */
export async function factsOf(demo: Demo, seen: Seen, circumstances: Circumstances): Promise<ReportData> {
  const { proof, deployed, ...others } = circumstances;
  const trends: ReportData['trends'] = [];
  for (const { name } of demo.config.datasets) {
    trends.push(await trendFiles(demo.out, (points) => readTrends(demo, name, points)));
  }
  return reportData.parse({
    ...seen,
    ...others,
    deployed,
    trends,
    tags: await readQuality(demo),
    history: await readHistory(demo),
    generatedAt: new Date().toISOString(),
    runPrefix: demo.runPrefix,
    proof: figuresOf(proof),
    notApplied: deployed.notApplied,
    faults: await faultCounts(demo),
    layers: await layersOf(demo),
    recorded: recorded(demo.cloud.stateFolder),
    versions: {
      ...toolVersions(),
      ...Object.fromEntries(seen.gold.map(({ dataset, deltaVersion }) => [`${dataset} (Delta)`, deltaVersion])),
    },
    evidence: await readEvidence(),
    printed: seen.dataScientist,
  });
}
