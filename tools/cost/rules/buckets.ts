import { isList, isObject, type JsonObject } from '../../../packages/iam-proof/index.ts';
import { assumed } from '../assumptions.ts';
import { type Deployed, flatText } from '../deployed.ts';
import type { Line, Rule, Scene } from '../line.ts';
import { costOf, PRICES } from '../prices.ts';
import { crawlsOf } from '../triggers.ts';
import { GB, sum, type Workload } from '../workload.ts';
import { crawlReads } from './glue.ts';

/** Objects that a run lists, reads and writes beside its data. */
const RUN_WRITES = 60;
const RUN_READS = 200;

interface Held {
  readonly bytes: number;
  readonly writes: number;
  readonly reads: number;
}

const bucket: Rule = (resource, scene) => {
  const { bytes, writes, reads } = heldBy(layerOf(resource.properties), resource.properties, scene);
  const name = layerOf(resource.properties);
  return [
    { what: `bytes kept in ${name}`, usd: costOf(bytes / GB, PRICES.s3GbMonth), ...keyOf(name) },
    { what: 'requests to buckets', usd: costOf(writes, PRICES.s3Write) + costOf(reads, PRICES.s3Read) },
    ...requestMetrics(resource.properties, scene.workload),
  ];
};

/** The layer's own tag says what a bucket is for. */
function layerOf({ Tags }: JsonObject): string {
  const tags = isList(Tags) ? Tags.filter(isObject) : [];
  return flatText(tags.find(({ Key }) => Key === 'airlock:layer')?.Value);
}

function keyOf(layer: string): { key?: string } {
  const keys: Readonly<Record<string, string>> = {
    landing: 'landing.expireAfterDays',
    'access-logs': 'accessLogs.expireAfterDays',
  };
  const key = keys[layer];
  return key === undefined ? {} : { key };
}

function heldBy(layer: string, properties: JsonObject, scene: Scene): Held {
  const { workload } = scene;
  const { landed, batches, monthsKept, executions, working } = workload;
  // What an object brings: intake reads and copies it and writes a note; a batch is data, manifest and notes.
  const bronzeWrites = 2 * landed + 4 * batches;
  const kept = (bytes: number): number => bytes * monthsKept;
  switch (layer) {
    case 'landing':
      return {
        bytes: workload.landedBytes * keptMonths(properties, monthsKept),
        writes: landed + executions,
        reads: 2 * landed,
      };
    case 'bronze':
      return { bytes: kept(workload.bronzeBytes), writes: bronzeWrites + 2 * executions, reads: landed + 2 * batches };
    case 'silver':
      return { bytes: kept(workload.silverBytes), writes: working * RUN_WRITES, reads: working * RUN_READS };
    case 'gold':
      return { bytes: kept(workload.goldBytes), writes: working * RUN_WRITES, reads: working * RUN_READS };
    case 'access-logs': {
      const lines =
        5 * landed + 6 * batches + working * 2 * (RUN_WRITES + RUN_READS) + executions * 3 + allCrawlReads(scene);
      return { bytes: lines * assumed('accessLogBytes') * keptMonths(properties, monthsKept), writes: 0, reads: 0 };
    }
    default:
      return { bytes: 0, writes: 0, reads: 0 };
  }
}

function allCrawlReads(scene: Scene): number {
  const crawlers = scene.all.filter(({ type }) => type === 'AWS::Glue::Crawler');
  return sum(crawlers.map((each: Deployed) => crawlReads(each, crawlsOf(each, scene.all, scene.workload), scene)));
}

/** Months until objects expire, where that is before the billed month. */
function keptMonths({ LifecycleConfiguration }: JsonObject, monthsKept: number): number {
  const rules = isObject(LifecycleConfiguration) ? LifecycleConfiguration.Rules : undefined;
  const days = isList(rules)
    ? rules.filter(isObject).flatMap(({ ExpirationInDays, Prefix }) => (Prefix === undefined ? [ExpirationInDays] : []))
    : [];
  const expiry = days.find((each) => typeof each === 'number');
  return Math.min(typeof expiry === 'number' ? (expiry * 24) / assumed('hoursAMonth') : monthsKept, monthsKept);
}

function requestMetrics({ MetricsConfigurations }: JsonObject, { isBusy }: Workload): Line[] {
  const prefixes = isList(MetricsConfigurations) ? MetricsConfigurations.length : 0;
  if (prefixes === 0 || !isBusy) return [];
  const usd = costOf(prefixes * assumed('requestMetrics'), PRICES.customMetric);
  return [{ what: 'request metrics of landing', usd, stage: 'operations' }];
}

export const BUCKETS: Readonly<Record<string, Rule>> = { 'AWS::S3::Bucket': bucket };
