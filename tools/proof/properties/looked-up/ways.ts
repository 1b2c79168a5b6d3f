import { type App, isList, isObject, type Json, type Resource } from '../../../../packages/iam-proof/index.ts';
import { LAYERS, type Places } from '../../promise/places.ts';
import type { Finding } from '../finding.ts';

const PROPERTY = 'data goes no way but those of this app';

/** Properties of a bucket that send objects, or lists of them, somewhere by themselves. */
const SENDING = [
  'AnalyticsConfigurations',
  'InventoryConfigurations',
  'MetadataConfiguration',
  'MetadataTableConfiguration',
  'ReplicationConfiguration',
  'WebsiteConfiguration',
];

/** Ways around the policies: types that open one, buckets that send on, and anything wired to another account. */
export function wayFindings(places: Places): Finding[] {
  const { app } = places;
  return [
    ...app.sideDoors.map(({ type, source, why }) => finding(source, `${type} opens another way: ${why}`)),
    ...LAYERS.flatMap((layer) => sending(places.bucketResource(layer))),
    ...logTargets(places),
    ...notifications(places),
    ...app.resources.flatMap((resource) => foreign(resource, app)),
    ...mappings(app),
    ...keysOfUsers(app),
  ];
}

function finding(who: string, message: string): Finding {
  return { property: PROPERTY, layer: 'chain', who, message, by: [who] };
}

function sending({ properties, source }: Resource): Finding[] {
  return SENDING.filter((name) => name in properties).map((name) => finding(source, `the bucket has ${name}`));
}

function logTargets(places: Places): Finding[] {
  const wanted = places.bucketResource('access-logs').ref;
  return LAYERS.flatMap((layer) => {
    const { properties, source } = places.bucketResource(layer);
    const { LoggingConfiguration: logging } = properties;
    const target = isObject(logging) ? logging.DestinationBucketName : undefined;
    return target === undefined || target === wanted
      ? []
      : [finding(source, `its access log goes to ${JSON.stringify(target)}`)];
  });
}

/** Events of landing go to the event bus; whatever else a bucket would call by itself, nobody looked at. */
function notifications(places: Places): Finding[] {
  return LAYERS.flatMap((layer) => {
    const { properties, source } = places.bucketResource(layer);
    const { NotificationConfiguration: notified } = properties;
    if (!isObject(notified)) return [];
    const others = Object.keys(notified).filter((name) => name !== 'EventBridgeConfiguration');
    return others.map((name) => finding(source, `the bucket has ${name}`));
  });
}

/** Names a resource of another account, anywhere in what it does. A policy's own words are judged elsewhere. */
function foreign({ type, source, properties }: Resource, { account }: App): Finding[] {
  if (type.startsWith('AWS::IAM::') || /Policy$/.test(type) || type === 'AWS::KMS::Key') return [];
  return arnsWithin(properties)
    .filter((arn) => ![account, '', 'aws', '*'].includes(arn.split(':')[4] ?? ''))
    .map((arn) => finding(source, `it names ${arn} of another account`));
}

function arnsWithin(value: Json): string[] {
  if (typeof value === 'string') return value.match(/arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:[0-9a-z*]*:[^\s"',]*/g) ?? [];
  if (isList(value)) return value.flatMap(arnsWithin);
  return isObject(value) ? Object.values(value).flatMap(arnsWithin) : [];
}

/** What calls a function with records: only a queue or a stream of this app, and what fails goes to a bucket of it. */
function mappings({ resources, guarded }: App): Finding[] {
  const known = guarded.map(({ arn }) => arn);
  return resources
    .filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping')
    .flatMap(({ source, properties }) =>
      arnsWithin(properties)
        .filter((arn) => !known.includes(arn))
        .map((arn) => finding(source, `it reads from, or sends to, ${arn}, which is not of this app`)),
    );
}

/** A key that CloudFormation makes stands in the template's state, and is never rotated. */
function keysOfUsers({ resources }: App): Finding[] {
  return resources
    .filter(
      ({ type, properties }) =>
        type === 'AWS::IAM::AccessKey' || (type === 'AWS::IAM::User' && 'LoginProfile' in properties),
    )
    .map(({ type, source }) => ({
      ...finding(source, type === 'AWS::IAM::User' ? 'a user has a password' : 'a template makes an access key'),
      layer: 'configuration',
    }));
}
