import { type Json, type Resource, textsWithin } from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { broken, buckets, isFilled, objectsIn, ofType, type Setting } from './settings.ts';

const PROPERTY = 'every call on landing and bronze is recorded, and a refused one of a plant raises an alarm';

const finding = breaking(PROPERTY, 'configuration');
const trails = ofType('AWS::CloudTrail::Trail');

const SETTINGS: readonly Setting[] = [
  {
    of: buckets('landing', 'bronze'),
    message: 'no trail records the calls on its objects',
    holds: ({ arn = '' }, places) => trails(places).some((trail) => records(trail, `${arn}/`)),
  },
  {
    of: trails,
    message: 'its log files are not signed',
    holds: ({ properties }) => properties.EnableLogFileValidation === true,
  },
  {
    of: trails,
    message: 'its log files lie in another bucket than that of the logs',
    holds: ({ properties }, places) => properties.S3BucketName === places.bucketResource('access-logs').ref,
  },
  {
    of: (places) => trails(places).slice(0, 1),
    message: 'no alarm goes off when a plant is refused',
    holds: (_, places) => tellsOfRefusals(places),
  },
];

/** Everything that must be there for a hole, once made, to be noticed. */
export function watchingFindings(places: Places): Finding[] {
  return [...broken(SETTINGS, places, finding), ...silence(places)];
}

function alarms(places: Places): Resource[] {
  return ofType('AWS::CloudWatch::Alarm')(places).filter(({ properties }) => isFilled(properties.AlarmActions));
}

function records({ properties }: Resource, prefix: string): boolean {
  if (properties.IsLogging !== true) return false;
  const selectors = objectsIn(properties.AdvancedEventSelectors ?? properties.EventSelectors);
  return textsWithin(selectors.filter((each) => !isOfWritesOnly(each))).some((text) => prefix.startsWith(text));
}

function isOfWritesOnly(selector: Json): boolean {
  const texts = textsWithin(selector);
  return texts.includes('readOnly') || texts.includes('WriteOnly');
}

/** A metric filter on the trail's log, of what is refused, whose metric has an alarm that tells somebody. */
function tellsOfRefusals(places: Places): boolean {
  const logs = trails(places).map(({ properties }) => String(properties.CloudWatchLogsLogGroupArn));
  const filters = ofType('AWS::Logs::MetricFilter')(places).filter(
    ({ properties }) =>
      logs.some((arn) => arn.includes(`:log-group:${String(properties.LogGroupName)}:`)) &&
      String(properties.FilterPattern).includes('AccessDenied'),
  );
  const watched = filters
    .flatMap(({ properties }) => objectsIn(properties.MetricTransformations))
    .filter(({ MetricValue }) => Number(MetricValue) > 0)
    .map(({ MetricNamespace, MetricName }) => `${MetricNamespace}/${MetricName}`);
  return alarms(places).some(({ properties }) => watched.includes(`${properties.Namespace}/${properties.MetricName}`));
}

/** Each site's share of landing is measured, and an alarm tells of silence and of a flood. */
function silence(places: Places): Finding[] {
  const { properties, source } = places.bucketResource('landing');
  const measured = objectsIn(properties.MetricsConfigurations);
  return [...new Set(places.plants.map(({ site }) => site))].flatMap((site) => {
    const filter = measured.find(({ Prefix }) => Prefix === `site=${site}/`);
    if (filter === undefined) return [finding(source, `the requests of ${site} are not measured`)];
    const isWatched = alarms(places).some((alarm) =>
      textsWithin(alarm.properties.Dimensions).includes(String(filter.Id)),
    );
    return isWatched ? [] : [finding(source, `no alarm watches the requests of ${site}`)];
  });
}
