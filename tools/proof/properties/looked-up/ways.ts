import { isList, type Resource, textsWithin } from '../../../../packages/iam-proof/index.ts';
import { customerKey } from '../../promise/customer-key.ts';
import { LAYERS, type Places } from '../../promise/places.ts';
import { configured } from '../../world/members.ts';
import { breaking, type Finding } from '../finding.ts';
import { at, broken, buckets, lacks, ofType, type Setting } from './settings.ts';

const finding = breaking('data goes no way but those of this app', 'chain');

/** Properties of a bucket that send objects, or lists of them, somewhere by themselves. */
const SENDING = [
  'AnalyticsConfigurations',
  'InventoryConfigurations',
  'MetadataConfiguration',
  'MetadataTableConfiguration',
  'ReplicationConfiguration',
  'WebsiteConfiguration',
];

const SETTINGS: readonly Setting[] = [
  ...SENDING.map((name): Setting => [buckets(...LAYERS), `the bucket has ${name}`, lacks(name)]),
  [
    buckets('landing', 'bronze', 'silver', 'gold'),
    'its access log goes to another bucket than that of the logs',
    (bucket, places) =>
      at(bucket, 'LoggingConfiguration.DestinationBucketName') === places.bucketResource('access-logs').ref,
  ],
  [
    buckets(...LAYERS),
    'it calls something by itself, which nobody looked at; its events go to the event bus',
    ({ properties: { NotificationConfiguration: notified = {} } }) =>
      Object.keys(notified ?? {}).every((name) => name === 'EventBridgeConfiguration'),
  ],
  [
    // Nodes reach S3 by it, and no bucket of another account.
    (places) => ofType('AWS::EC2::VPCEndpoint')(places).filter(({ properties }) => isList(properties.RouteTableIds)),
    'a subnet reaches S3 around it, and around its policy',
    ({ properties: { RouteTableIds: led } }, places) =>
      ofType('AWS::EC2::RouteTable')(places).every(({ ref }) => isList(led) && ref !== undefined && led.includes(ref)),
  ],
  [ofType('AWS::IAM::User'), 'a user has a password', lacks('LoginProfile')],
];

/** Ways around the policies: types that open one, buckets that send on, and anything wired to another account. */
export function wayFindings(places: Places): Finding[] {
  const { app } = places;
  return [
    ...broken(SETTINGS, places, finding),
    ...app.resources.flatMap((resource) => foreign(resource, places)),
    ...mappings(places),
  ];
}

/** Names a resource of another account, anywhere in what it does, but the customer's key, and who is told of alarms. A policy's own words are judged elsewhere. */
function foreign({ type, source, properties }: Resource, places: Places): Finding[] {
  if (type.startsWith('AWS::IAM::') || /Policy$/.test(type) || type === 'AWS::KMS::Key') return [];
  return arnsWithin({ properties })
    .filter((arn) => arn !== customerKey(places) && !configured(places, 'alarms', 'subscribers').includes(arn))
    .filter((arn) => ![places.app.account, '', 'aws', '*'].includes(arn.split(':')[4] ?? ''))
    .map((arn) => finding(source, `it names ${arn} of another account`));
}

/** Labels of the owner name what they like. */
function arnsWithin({ properties: { Tags: _, ...properties } }: Pick<Resource, 'properties'>): string[] {
  const arn = /arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:[0-9a-z*]*:[^\s"',]*/g;
  return textsWithin(properties).flatMap((text) => text.match(arn) ?? []);
}

/** Sources of records that call a function: only a queue or a stream of this app, and what fails goes to a bucket of it. */
function mappings(places: Places): Finding[] {
  const known = places.app.guarded.map(({ arn }) => arn);
  return ofType('AWS::Lambda::EventSourceMapping')(places).flatMap((mapping) =>
    arnsWithin(mapping)
      .filter((arn) => !known.includes(arn))
      .map((arn) => finding(mapping.source, `it reads from, or sends to, ${arn}, which is not of this app`)),
  );
}
