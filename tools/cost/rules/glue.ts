import { CannotTell, isList, isObject, type Json } from '../../../packages/iam-proof/index.ts';
import { assumed } from '../assumptions.ts';
import { type Deployed, flatText, objectsWithin } from '../deployed.ts';
import type { Line, Rule, Scene } from '../line.ts';
import { logCost } from '../logs.ts';
import { costOf, PRICES } from '../prices.ts';
import { crawlsOf } from '../triggers.ts';
import { GIB, sum, type Workload } from '../workload.ts';

const DPUS: Readonly<Record<string, number>> = { 'G.1X': 1, 'G.2X': 2, 'G.4X': 4 };

/** Cost of a run: by the second, a minute at least. */
export function runCost(dpus: number, seconds: number): number {
  return costOf((dpus * Math.max(seconds, 60)) / 3600, PRICES.glueDpuHour);
}

const job: Rule = ({ properties, where }, { workload }) => {
  const { WorkerType, NumberOfWorkers } = properties;
  const perWorker = DPUS[flatText(WorkerType)];
  if (perWorker === undefined || typeof NumberOfWorkers !== 'number') {
    throw new CannotTell(where, `got ${String(NumberOfWorkers)} workers of type ${flatText(WorkerType)}`);
  }
  const { runs, seconds, key } = workOf(flatText(properties.Name), workload, where);
  checkTime(seconds, runs, properties.Timeout, where);
  return [
    { what: `runs of ${flatText(properties.Name)}`, usd: runs * runCost(perWorker * NumberOfWorkers, seconds), key },
    { what: 'logs of Glue runs', usd: logCost(runs * assumed('runLogBytes')), key },
  ];
};

/** One run follows the other, and none takes longer than it may: beyond that no number of this model is true. */
function checkTime(seconds: number, runs: number, timeout: Json | undefined, where: string): void {
  const between = (assumed('hoursAMonth') * 60) / Math.max(runs, 1);
  const most = Math.min(between, typeof timeout === 'number' ? timeout : between);
  if (seconds / 60 <= most) return;
  const got = `a run of ${Math.round(seconds / 60)} minutes at these volumes`;
  throw new CannotTell(where, `got ${got}, wanted ${Math.round(most)} at most: a rarer schedule, or measured runs`);
}

interface Work {
  readonly runs: number;
  readonly seconds: number;
  readonly key: string;
}

/** What a job has to do in each run. Its name ends with what it does. */
function workOf(name: string, workload: Workload, where: string): Work {
  const { working, maintaining, readings, bronzeBytes } = workload;
  const least = assumed('runSeconds');
  const often = { runs: working, key: 'transformation.schedule.everyMinutes' };
  if (name.endsWith('bronze-to-silver')) {
    const seconds = (bronzeBytes / Math.max(working, 1) / GIB / assumed('cleanGibAnHour')) * 3600;
    return { ...often, seconds: least + seconds };
  }
  if (name.endsWith('silver-to-gold')) {
    // A month is built anew as often as something new touches it: half of it is there on the average.
    return { ...often, seconds: least + readings / 2 / assumed('goldReadingsASecond') };
  }
  if (name.endsWith('maintenance')) {
    return { runs: maintaining, seconds: least, key: 'transformation.maintenance.everyMinutes' };
  }
  throw new CannotTell(where, `got the job ${name}, whose work is not known`);
}

const crawler: Rule = (resource, scene) => {
  const crawls = crawlsOf(resource, scene.all, scene.workload);
  const dpuHours = (crawls * assumed('crawlDpus') * assumed('crawlMinutes')) / 60;
  return [
    {
      what: 'crawls for the catalogue',
      usd: costOf(dpuHours, PRICES.glueDpuHour),
      key: 'transformation.schedule.everyMinutes',
    },
    ...readLines(resource, crawls, scene),
  ];
};

/** Requests to S3 by crawls. */
export function crawlReads(resource: Deployed, crawls: number, scene: Scene): number {
  return crawls * sum(targetsOf(resource).map((target) => readsOf(target, scene)));
}

function readLines(resource: Deployed, crawls: number, scene: Scene): Line[] {
  const usd = costOf(crawlReads(resource, crawls, scene), PRICES.s3Read);
  return [{ what: 'reads of crawls', usd, key: 'transformation.schedule.everyMinutes' }];
}

function targetsOf({ properties: { Targets } }: Deployed): Deployed['properties'][] {
  return isObject(Targets) ? Object.values(Targets).flatMap((kind) => (isList(kind) ? kind.filter(isObject) : [])) : [];
}

/** What a crawl reads of a target: each object's head, or as many of a folder as it is told, or the logs of tables. */
function readsOf(target: Deployed['properties'], { all, workload }: Scene): number {
  const { DeltaTables, SampleSize } = target;
  if (isList(DeltaTables)) return DeltaTables.length * assumed('crawlTableReads');
  if (typeof SampleSize === 'number') return SampleSize;
  const alike = all.filter(({ type }) => type === 'AWS::Glue::Crawler').flatMap(targetsOf);
  const objects = isOfStream(target) ? workload.batches : workload.landed;
  const sharers = alike.filter((each) => each.Path !== undefined && isOfStream(each) === isOfStream(target));
  return (objects * workload.monthsKept) / sharers.length;
}

function isOfStream({ Path }: Deployed['properties']): boolean {
  return flatText(Path).endsWith('/stream/');
}

/** Crawlers whose reads CloudTrail would see: those of bronze. */
export function readsOfBronze(scene: Scene): number {
  const ofObjects = scene.all.filter(
    ({ type, properties }) =>
      type === 'AWS::Glue::Crawler' && objectsWithin(properties.Targets).some(({ Path }) => Path !== undefined),
  );
  return sum(ofObjects.map((each) => crawlReads(each, crawlsOf(each, scene.all, scene.workload), scene)));
}

export const GLUE: Readonly<Record<string, Rule>> = { 'AWS::Glue::Job': job, 'AWS::Glue::Crawler': crawler };
