/** A trace of what plants do that is not kept, or that nobody looks at. */

import { FOREIGN_BUCKET } from '../../edit/arn.ts';
import { get, put, remove, set, unset } from '../../edit/edits.ts';
import { type BucketLayer, bucket, find, type Place } from '../../edit/find.ts';
import { type Assembly, isObject, type Json, list, object, text } from '../../edit/template.ts';
import { type Mutant, mistakesOf } from '../../mutant.ts';

const traced = mistakesOf(['configuration', 'trail']);
const refusals = mistakesOf(['configuration', 'refusal filter']);

const trail = (assembly: Assembly): Place => find(assembly, 'AWS::CloudTrail::Trail', 'of the deployment', () => true);

/** Property of a trail that says what it takes down, which comes in two forms. */
function selectors(of: Place): 'EventSelectors' | 'AdvancedEventSelectors' {
  return of.properties.EventSelectors === undefined ? 'AdvancedEventSelectors' : 'EventSelectors';
}

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

const leavesOut = (layer: BucketLayer): Mutant =>
  traced(`the trail leaves out ${layer}`, (assembly) => {
    const path = selectors(trail(assembly));
    set(trail(assembly), path, without(get(trail(assembly), path), bucket(assembly, layer)));
  });

const filter = (assembly: Assembly): Place => find(assembly, 'AWS::Logs::MetricFilter', 'of refusals', () => true);

/** The metric of the first filter. */
function counted(assembly: Assembly): { [key: string]: Json | undefined } {
  const [first] = list(filter(assembly).properties.MetricTransformations, 'MetricTransformations');
  return object(first, 'metric transformation');
}

export const TRAIL: readonly Mutant[] = [
  traced('there is no trail', (assembly) => remove(trail(assembly))),
  traced('the trail takes nothing down', (assembly) => set(trail(assembly), 'IsLogging', false)),
  traced('the trail takes no objects down', (assembly) => unset(trail(assembly), selectors(trail(assembly)))),
  traced('the trail lies in another bucket', (assembly) => set(trail(assembly), 'S3BucketName', FOREIGN_BUCKET)),
  traced('the files of the trail have no digest', (assembly) => set(trail(assembly), 'EnableLogFileValidation', false)),
  traced('the trail takes writes down and no reads', (assembly) => {
    const path = selectors(trail(assembly));
    for (const each of list(get(trail(assembly), path), path)) {
      const selector = object(each, 'selector');
      if (path === 'EventSelectors') selector.ReadWriteType = 'WriteOnly';
      else list(selector.FieldSelectors, 'FieldSelectors').push({ Field: 'readOnly', Equals: ['false'] });
    }
  }),
  leavesOut('landing'),
  leavesOut('bronze'),
  refusals('no refusal is counted', (assembly) => remove(filter(assembly))),
  refusals('refusals are counted as nothing', (assembly) => put(counted(assembly), 'MetricValue', '0')),
  refusals('what is counted is a refusal that never comes', (assembly) =>
    set(filter(assembly), 'FilterPattern', '{ $.errorCode = "NoSuchError" }'),
  ),
  refusals('nobody is alarmed of a refusal', (assembly) => {
    const { MetricName } = counted(assembly);
    remove(
      find(assembly, 'AWS::CloudWatch::Alarm', 'of refusals', ({ properties }) => properties.MetricName === MetricName),
    );
  }),
];
