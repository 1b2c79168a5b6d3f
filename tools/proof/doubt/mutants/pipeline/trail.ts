/** A trace of what plants do that is not kept, or that nobody looks at. */

import { change, type Edit, remove, set, unset } from '../../edit/edits.ts';
import { type BucketLayer, bucket, type Finder, find, type Place } from '../../edit/find.ts';
import { FOREIGN_BUCKET, type On } from '../../edit/given.ts';
import { isObject, type Json, type JsonObject, list, object, text } from '../../edit/template.ts';
import { type Mutant, mistakes } from '../../mutant.ts';

const trail = find('AWS::CloudTrail::Trail', 'of the deployment');

/** An edit of what the trail takes down, which comes in two forms. */
const selecting =
  (edit: (path: 'EventSelectors' | 'AdvancedEventSelectors') => Edit): Edit =>
  (assembly) => {
    const isPlain = trail(assembly).properties.EventSelectors !== undefined;
    edit(isPlain ? 'EventSelectors' : 'AdvancedEventSelectors')(assembly);
  };

/** A value without what in its lists refers to a bucket, by its name or by a function of CloudFormation. */
function without(value: Json, of: Place): Json {
  if (Array.isArray(value)) return value.filter((each) => !refers(each, of)).map((each) => without(each, of));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, each && without(each, of)]));
}

function refers(value: Json, of: Place): boolean {
  const name = text(of.properties.BucketName, 'BucketName');
  if (typeof value === 'string') return value.includes(name);
  const isFunction = isObject(value) && /^(Ref|Fn::\w+)$/.test(Object.keys(value).join());
  const words = JSON.stringify(value);
  return isFunction && (words.includes(name) || words.includes(of.id));
}

const leavesOut = (layer: BucketLayer): Edit =>
  selecting((path) => (assembly) => {
    change(trail, path, (all) => without(all, bucket(layer)(assembly)))(assembly);
  });

const writesOnly = selecting((path) =>
  change(trail, path, (all) =>
    list(all, path).map((each) => {
      const selector = object(each, 'selector');
      if (path === 'EventSelectors') return { ...selector, ReadWriteType: 'WriteOnly' };
      const fields = list(selector.FieldSelectors, 'FieldSelectors');
      return { ...selector, FieldSelectors: [...fields, { Field: 'readOnly', Equals: ['false'] }] };
    }),
  ),
);

const TRACES = mistakes(['configuration', 'trail'], {
  'there is no trail': remove(trail),
  'the trail takes nothing down': set(trail, { IsLogging: false }),
  'the trail takes no objects down': selecting((path) => unset(trail, path)),
  'the trail lies in another bucket': set(trail, { S3BucketName: FOREIGN_BUCKET }),
  'the files of the trail have no digest': set(trail, { EnableLogFileValidation: false }),
  'the trail takes writes down and no reads': writesOnly,
  'the trail leaves out landing': leavesOut('landing'),
  'the trail leaves out bronze': leavesOut('bronze'),
});

const filter = find('AWS::Logs::MetricFilter', 'of refusals');

/** The metric of the filter. */
const counted: On<JsonObject> = (assembly) => {
  const [first] = list(filter(assembly).properties.MetricTransformations, 'MetricTransformations');
  return object(first, 'metric transformation');
};
const alarmed: Finder = (assembly) => {
  const { MetricName } = counted(assembly);
  return find(
    'AWS::CloudWatch::Alarm',
    'of refusals',
    ({ properties }) => properties.MetricName === MetricName,
  )(assembly);
};

const REFUSALS = mistakes(['configuration', 'refusal filter'], {
  'no refusal is counted': remove(filter),
  'refusals are counted as nothing': set(counted, { MetricValue: '0' }),
  'what is counted is a refusal that never comes': set(filter, { FilterPattern: '{ $.errorCode = "NoSuchError" }' }),
  'nobody is alarmed of a refusal': remove(alarmed),
});

export const TRAIL: readonly Mutant[] = [...TRACES, ...REFUSALS];
