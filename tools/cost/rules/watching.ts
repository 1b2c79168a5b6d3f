import { isList, isObject, type Json, type JsonObject, textsWithin } from '../../../packages/iam-proof/index.ts';
import { assumed } from '../assumptions.ts';
import { type Deployed, flatText, jsonWithin, objectsWithin } from '../deployed.ts';
import type { Line, Rule, Scene } from '../line.ts';
import { eventLogCost } from '../logs.ts';
import { costOf, PRICES } from '../prices.ts';
import { sum } from '../workload.ts';
import { readsOfBronze } from './glue.ts';

/** Namespace of the metrics that jobs and functions send; those of AWS's own services cost nothing. */
const OWN_NAMESPACE = 'Airlock';

const alarm: Rule = ({ properties: { Metrics } }) => {
  const metrics = isList(Metrics)
    ? Metrics.filter((each) => isObject(each) && each.MetricStat !== undefined).length
    : 1;
  return [{ what: 'alarms', usd: costOf(metrics, PRICES.alarmMetric) }];
};

/** Sent while data comes, each hour; an hour in which none is sent is not billed. */
const dashboard: Rule = (_, { all, workload }) => {
  const hours = Math.min(workload.working / assumed('hoursAMonth'), 1);
  const metrics = new Set(all.flatMap(ownMetrics));
  return [
    { what: 'dashboard', usd: costOf(1, PRICES.dashboard) },
    { what: 'metrics of jobs and functions', usd: costOf(metrics.size * hours, PRICES.customMetric) },
  ];
};

/** Metrics that alarms and dashboards show and that are not AWS's own, each as one text. */
function ownMetrics({ type, properties }: Deployed): string[] {
  if (type === 'AWS::CloudWatch::Alarm') {
    const { Namespace, MetricName, Dimensions } = properties;
    return Namespace === OWN_NAMESPACE ? [nameOf([MetricName ?? null, dimensionsOf(Dimensions)])] : [];
  }
  if (type !== 'AWS::CloudWatch::Dashboard') return [];
  return objectsWithin(jsonWithin(properties.DashboardBody))
    .flatMap(({ metrics }) => (isList(metrics) ? metrics.filter(isList) : []))
    .filter(([namespace]) => namespace === OWN_NAMESPACE)
    .map(([, ...words]) => nameOf(words.filter((word) => typeof word === 'string')));
}

function nameOf(words: readonly Json[]): string {
  return textsWithin(words).join(' ');
}

function dimensionsOf(dimensions: Json | undefined): Json {
  return isList(dimensions)
    ? dimensions.filter(isObject).flatMap(({ Name, Value }) => [flatText(Name), flatText(Value)])
    : [];
}

const trail: Rule = ({ properties: { AdvancedEventSelectors } }, scene) => {
  const selectors = isList(AdvancedEventSelectors) ? AdvancedEventSelectors.filter(isObject) : [];
  return selectors.flatMap((selector) => eventLines(selector, scene));
};

function eventLines(selector: JsonObject, scene: Scene): Line[] {
  const fields = objectsWithin(selector.FieldSelectors);
  // What a plant is let do others record already; what it is refused, a plant that works never asks for.
  if (fields.some(({ Field, StartsWith }) => Field === 'userIdentity.arn' && StartsWith !== undefined)) return [];
  const equal = textsWithin(fields.flatMap(({ Equals }) => (Equals === undefined ? [] : [Equals])));
  if (equal.includes('AWS::Kinesis::Stream'))
    return [dataLine('streams', streamEvents(scene, leavesOut(fields, 'stream-to-bronze')))];
  if (equal.includes('AWS::S3::Object')) {
    const { landed, batches } = scene.workload;
    const own = [dataLine('objects', 6 * landed + 6 * batches)];
    return leavesOut(fields, 'crawler') ? own : [...own, dataLine('crawls', readsOfBronze(scene))];
  }
  // The first trail of an account has management events for nothing; its log group has not.
  return [{ what: 'logs of management events', usd: eventLogCost(assumed('managementEvents')) }];
}

function dataLine(of: string, events: number): Line {
  const keys: Readonly<Record<string, string>> = {
    streams: 'sites[].feeders[].stream',
    crawls: 'transformation.schedule.everyMinutes',
  };
  const key = keys[of];
  const usd = trailCost(events) + eventLogCost(events);
  return { what: `recorded calls of ${of}, and their logs`, usd, ...(key !== undefined && { key }) };
}

export function trailCost(dataEvents: number): number {
  return costOf(dataEvents, PRICES.trailDataEvent);
}

/** A function reads each shard again and again, whether anything is in it or not; and batches are put. */
function streamEvents({ all, workload }: Scene, withoutPolls: boolean): number {
  if (withoutPolls) return workload.batches;
  const shards = sum(
    all.filter(({ type }) => type === 'AWS::Kinesis::Stream').map(({ properties }) => Number(properties.ShardCount)),
  );
  return shards * assumed('hoursAMonth') * 3600 * assumed('readsASecond') + workload.batches;
}

function leavesOut(fields: readonly JsonObject[], role: string): boolean {
  return fields.some(
    ({ Field, NotStartsWith, NotEquals }) =>
      Field === 'userIdentity.arn' &&
      textsWithin([NotStartsWith ?? null, NotEquals ?? null]).some((arn) => arn.includes(role)),
  );
}

export const WATCHING: Readonly<Record<string, Rule>> = {
  'AWS::CloudWatch::Alarm': alarm,
  'AWS::CloudWatch::Dashboard': dashboard,
  'AWS::CloudTrail::Trail': trail,
};
