import { isList, isObject, type Json, type Resource } from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import type { Finding } from '../finding.ts';

const PROPERTY = 'every call on landing and bronze is recorded, and a refused one of a plant raises an alarm';

/** What must be there for a hole, once made, to be noticed. */
export function watchingFindings(places: Places): Finding[] {
  const { resources } = places.app;
  const trails = resources.filter(({ type }) => type === 'AWS::CloudTrail::Trail');
  const alarms = resources.filter(
    ({ type, properties }) => type === 'AWS::CloudWatch::Alarm' && isFilled(properties.AlarmActions),
  );
  const recording = trails.filter(({ properties }) => properties.IsLogging === true);
  return [
    ...(['landing', 'bronze'] as const)
      .filter((layer) => !recording.some((trail) => records(trail, `${places.bucket(layer)}/`)))
      .map((layer) => finding(places.bucketResource(layer).source, 'no trail records the calls on its objects')),
    ...trails
      .filter(({ properties }) => properties.EnableLogFileValidation !== true)
      .map(({ source }) => finding(source, 'its log files are not signed')),
    ...trails
      .filter(({ properties }) => properties.S3BucketName !== places.bucketResource('access-logs').ref)
      .map(({ source }) => finding(source, 'its log files lie in another bucket than that of the logs')),
    ...refusals(resources, trails, alarms),
    ...silence(places, alarms),
  ];
}

function finding(who: string, message: string): Finding {
  return { property: PROPERTY, layer: 'configuration', who, message, by: [who] };
}

function records({ properties }: Resource, prefix: string): boolean {
  const selectors = properties.AdvancedEventSelectors ?? properties.EventSelectors ?? [];
  const all = isList(selectors) ? selectors.filter((each) => !isOfWritesOnly(each)) : [];
  return textsWithin(all).some((text) => prefix.startsWith(text));
}

function isOfWritesOnly(selector: Json): boolean {
  const texts = textsWithin(selector);
  return texts.includes('readOnly') || texts.includes('WriteOnly');
}

/** A metric filter on the trail's log, of what is refused, whose metric has an alarm that tells somebody. */
function refusals(resources: readonly Resource[], trails: readonly Resource[], alarms: readonly Resource[]): Finding[] {
  const logs = trails.map(({ properties }) => properties.CloudWatchLogsLogGroupArn);
  const filters = resources.filter(
    ({ type, properties }) =>
      type === 'AWS::Logs::MetricFilter' &&
      logs.some((arn) => typeof arn === 'string' && arn.includes(`:log-group:${String(properties.LogGroupName)}:`)) &&
      String(properties.FilterPattern).includes('AccessDenied'),
  );
  const watched = filters.flatMap(({ properties }) => metricsOf(properties.MetricTransformations));
  const isTold = watched.some((metric) =>
    alarms.some(({ properties }) => `${properties.Namespace}/${properties.MetricName}` === metric),
  );
  const [trail] = trails;
  return isTold || trail === undefined ? [] : [finding(trail.source, 'no alarm goes off when a plant is refused')];
}

function metricsOf(transformations: Json | undefined): string[] {
  return isList(transformations)
    ? transformations
        .filter(isObject)
        .filter(({ MetricValue }) => Number(MetricValue) > 0)
        .map(({ MetricNamespace, MetricName }) => `${MetricNamespace}/${MetricName}`)
    : [];
}

/** Each site's share of landing is measured, and an alarm tells of silence and of a flood. */
function silence(places: Places, alarms: readonly Resource[]): Finding[] {
  const bucket = places.bucketResource('landing');
  const measured = isList(bucket.properties.MetricsConfigurations)
    ? bucket.properties.MetricsConfigurations.filter(isObject)
    : [];
  return [...new Set(places.plants.map(({ site }) => site))].flatMap((site) => {
    const filter = measured.find(({ Prefix }) => Prefix === `site=${site}/`);
    if (filter === undefined) return [finding(bucket.source, `the requests of ${site} are not measured`)];
    const watching = alarms.filter(({ properties }) =>
      textsWithin(properties.Dimensions ?? []).includes(String(filter.Id)),
    );
    return watching.length > 0 ? [] : [finding(bucket.source, `no alarm watches the requests of ${site}`)];
  });
}

function textsWithin(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (isList(value)) return value.flatMap(textsWithin);
  return isObject(value) ? Object.values(value).flatMap(textsWithin) : [];
}

function isFilled(value: Json | undefined): boolean {
  return isList(value) && value.length > 0;
}
