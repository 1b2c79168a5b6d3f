/** Other doors of a bucket: what its own settings carry elsewhere, and access points and grants beside it. */

import {
  bucketArn,
  bucketName,
  FOREIGN,
  FOREIGN_ACCOUNT,
  FOREIGN_BUCKET,
  principal,
  regional,
  whereabouts,
} from '../../edit/arn.ts';
import { add, set } from '../../edit/edits.ts';
import { type BucketLayer, bucket, pipelineRole, sender } from '../../edit/find.ts';
import { documentOf } from '../../edit/rights.ts';
import type { Assembly, Json, JsonObject } from '../../edit/template.ts';
import { type Mutant, mistakesOf } from '../../mutant.ts';

const FOREIGN_ARN = `arn:aws:s3:::${FOREIGN_BUCKET}`;

const chain = mistakesOf('chain');

/** Something that a bucket's own settings carry elsewhere. */
const carries = (name: string, layer: BucketLayer, path: string, value: (assembly: Assembly) => Json): Mutant =>
  chain(name, (assembly) => set(bucket(assembly, layer), path, value(assembly)));

const inventoryTo = (BucketArn: string, Prefix: string): Json => [
  {
    Id: 'all',
    Enabled: true,
    IncludedObjectVersions: 'All',
    ScheduleFrequency: 'Daily',
    Destination: { BucketArn, Format: 'CSV', Prefix },
  },
];

const replicatedTo = (assembly: Assembly, destination: string): Json => ({
  Role: principal(pipelineRole(assembly, 'landing-intake')),
  Rules: [{ Id: 'all', Prefix: '', Status: 'Enabled', Destination: { Bucket: destination } }],
});

const SETTINGS: readonly Mutant[] = [
  carries('landing is replicated into another bucket', 'landing', 'ReplicationConfiguration', (assembly) =>
    replicatedTo(assembly, FOREIGN_ARN),
  ),
  carries('bronze is replicated into landing', 'bronze', 'ReplicationConfiguration', (assembly) =>
    replicatedTo(assembly, bucketArn(assembly, 'landing')),
  ),
  carries('the inventory of gold goes to another bucket', 'gold', 'InventoryConfigurations', () =>
    inventoryTo(FOREIGN_ARN, 'gold'),
  ),
  carries('the inventory of bronze goes into landing', 'bronze', 'InventoryConfigurations', (assembly) =>
    inventoryTo(bucketArn(assembly, 'landing'), 'site=north-refinery'),
  ),
  carries(
    "bronze's access log goes to another bucket",
    'bronze',
    'LoggingConfiguration.DestinationBucketName',
    () => FOREIGN_BUCKET,
  ),
  carries("landing's access log goes into landing", 'landing', 'LoggingConfiguration', (assembly) => ({
    DestinationBucketName: { Ref: bucket(assembly, 'landing').id },
    LogFilePrefix: 'site=north-refinery/feeder=pi-integrator/',
  })),
  carries('analytics of silver go to another bucket', 'silver', 'AnalyticsConfigurations', () => [
    {
      Id: 'all',
      StorageClassAnalysis: {
        DataExport: { OutputSchemaVersion: 'V_1', Destination: { BucketArn: FOREIGN_ARN, Format: 'CSV' } },
      },
    },
  ]),
  carries(
    "another account's function hears what comes into bronze",
    'bronze',
    'NotificationConfiguration',
    (assembly) => ({
      LambdaConfigurations: [
        {
          Event: 's3:ObjectCreated:*',
          Function: regional(assembly, 'lambda', 'function:second').replace(
            whereabouts(assembly).account,
            FOREIGN_ACCOUNT,
          ),
        },
      ],
    }),
  ),
  carries(
    "another account's queue hears what lands",
    'landing',
    'NotificationConfiguration.QueueConfigurations',
    (assembly) => [
      { Event: 's3:ObjectCreated:*', Queue: `arn:aws:sqs:${whereabouts(assembly).region}:${FOREIGN_ACCOUNT}:landed` },
    ],
  ),
];

const reader = (AWS: string, Resource: Json): JsonObject =>
  documentOf({ Effect: 'Allow', Principal: { AWS }, Action: 's3:GetObject', Resource });

const BESIDE: readonly Mutant[] = [
  chain('an access point of landing lets a sender read', (assembly) => {
    const Resource = regional(assembly, 's3', 'accesspoint/plant/object/*');
    add(bucket(assembly, 'landing'), 'Door', 'AWS::S3::AccessPoint', {
      Name: 'plant',
      Bucket: { Ref: bucket(assembly, 'landing').id },
      Policy: reader(principal(sender(assembly)), Resource),
    });
  }),
  chain('an access point of gold lets another account read', (assembly) =>
    add(bucket(assembly, 'gold'), 'Door', 'AWS::S3::AccessPoint', {
      Name: 'gold',
      Bucket: { Ref: bucket(assembly, 'gold').id },
      Policy: reader(FOREIGN, regional(assembly, 's3', 'accesspoint/gold/object/*')),
    }),
  ),
  chain('an access point of many regions serves landing', (assembly) =>
    add(bucket(assembly, 'landing'), 'Door', 'AWS::S3::MultiRegionAccessPoint', {
      Name: 'plant',
      Regions: [{ Bucket: { Ref: bucket(assembly, 'landing').id } }],
    }),
  ),
  chain('an Object Lambda serves gold', (assembly) =>
    add(bucket(assembly, 'gold'), 'Door', 'AWS::S3ObjectLambda::AccessPoint', {
      Name: 'plant',
      ObjectLambdaConfiguration: {
        SupportingAccessPoint: regional(assembly, 's3', 'accesspoint/gold'),
        TransformationConfigurations: [
          {
            Actions: ['GetObject'],
            ContentTransformation: { AwsLambda: { FunctionArn: regional(assembly, 'lambda', 'function:second') } },
          },
        ],
      },
    }),
  ),
  chain('an access grant lets a sender read landing', (assembly) =>
    add(bucket(assembly, 'landing'), 'Grant', 'AWS::S3::AccessGrant', {
      AccessGrantsLocationId: 'default',
      AccessGrantsLocationConfiguration: { S3SubPrefix: `${bucketName(assembly, 'landing')}/*` },
      Grantee: { GranteeType: 'IAM', GranteeIdentifier: principal(sender(assembly)) },
      Permission: 'READ',
    }),
  ),
];

export const DOORS: readonly Mutant[] = [...SETTINGS, ...BESIDE];
