/** Other doors of a bucket: what its own settings carry elsewhere, and access points and grants beside it. */

import { add, set } from '../../edit/edits.ts';
import { bucket, intake, sender } from '../../edit/find.ts';
import {
  arnOf,
  bucketName,
  FOREIGN,
  FOREIGN_ACCOUNT,
  FOREIGN_ARN,
  FOREIGN_BUCKET,
  type Given,
  type GivenObject,
  type On,
  on,
  onRegional,
  ref,
  replaced,
} from '../../edit/given.ts';
import { allowed, aws } from '../../edit/rights.ts';
import { type Mutant, mistakes } from '../../mutant.ts';

const inventoryTo = (BucketArn: Given, Prefix: string): Given => [
  {
    Id: 'all',
    Enabled: true,
    IncludedObjectVersions: 'All',
    ScheduleFrequency: 'Daily',
    Destination: { BucketArn, Format: 'CSV', Prefix },
  },
];

const replicatedTo = (Bucket: Given): Given => ({
  Role: arnOf(intake),
  Rules: [{ Id: 'all', Prefix: '', Status: 'Enabled', Destination: { Bucket } }],
});

const NOTIFICATION = 'NotificationConfiguration';
const CREATED = 's3:ObjectCreated:*';
const foreign = (service: string, rest: string): Given =>
  replaced(onRegional(service, rest), /:\d{12}:/, `:${FOREIGN_ACCOUNT}:`);

const SETTINGS = mistakes('chain', {
  'landing is replicated into another bucket': set(bucket('landing'), {
    ReplicationConfiguration: replicatedTo(FOREIGN_ARN),
  }),
  'bronze is replicated into landing': set(bucket('bronze'), { ReplicationConfiguration: replicatedTo(on('landing')) }),
  'the inventory of gold goes to another bucket': set(bucket('gold'), {
    InventoryConfigurations: inventoryTo(FOREIGN_ARN, 'gold'),
  }),
  'the inventory of bronze goes into landing': set(bucket('bronze'), {
    InventoryConfigurations: inventoryTo(on('landing'), 'site=north-refinery'),
  }),
  "bronze's access log goes to another bucket": set(bucket('bronze'), {
    'LoggingConfiguration.DestinationBucketName': FOREIGN_BUCKET,
  }),
  "landing's access log goes into landing": set(bucket('landing'), {
    LoggingConfiguration: {
      DestinationBucketName: ref(bucket('landing')),
      LogFilePrefix: 'site=north-refinery/feeder=pi-integrator/',
    },
  }),
  'analytics of silver go to another bucket': set(bucket('silver'), {
    AnalyticsConfigurations: [
      {
        Id: 'all',
        StorageClassAnalysis: {
          DataExport: { OutputSchemaVersion: 'V_1', Destination: { BucketArn: FOREIGN_ARN, Format: 'CSV' } },
        },
      },
    ],
  }),
  "another account's function hears what comes into bronze": set(bucket('bronze'), {
    [NOTIFICATION]: {
      LambdaConfigurations: [{ Event: CREATED, Function: foreign('lambda', 'function:second') }],
    },
  }),
  "another account's queue hears what lands": set(bucket('landing'), {
    [`${NOTIFICATION}.QueueConfigurations`]: [{ Event: CREATED, Queue: foreign('sqs', 'landed') }],
  }),
});

const reader = (AWS: string | On<string>, of: string): GivenObject =>
  allowed({ Principal: aws(AWS), Action: 's3:GetObject', Resource: onRegional('s3', `accesspoint/${of}/object/*`) });

const BESIDE = mistakes('chain', {
  'an access point of landing lets a sender read': add(bucket('landing'), 'Door', 'AWS::S3::AccessPoint', {
    Name: 'plant',
    Bucket: ref(bucket('landing')),
    Policy: reader(arnOf(sender), 'plant'),
  }),
  'an access point of gold lets another account read': add(bucket('gold'), 'Door', 'AWS::S3::AccessPoint', {
    Name: 'gold',
    Bucket: ref(bucket('gold')),
    Policy: reader(FOREIGN, 'gold'),
  }),
  'an access point of many regions serves landing': add(bucket('landing'), 'Door', 'AWS::S3::MultiRegionAccessPoint', {
    Name: 'plant',
    Regions: [{ Bucket: ref(bucket('landing')) }],
  }),
  'an Object Lambda serves gold': add(bucket('gold'), 'Door', 'AWS::S3ObjectLambda::AccessPoint', {
    Name: 'plant',
    ObjectLambdaConfiguration: {
      SupportingAccessPoint: onRegional('s3', 'accesspoint/gold'),
      TransformationConfigurations: [
        {
          Actions: ['GetObject'],
          ContentTransformation: { AwsLambda: { FunctionArn: onRegional('lambda', 'function:second') } },
        },
      ],
    },
  }),
  'an access grant lets a sender read landing': add(bucket('landing'), 'Grant', 'AWS::S3::AccessGrant', {
    AccessGrantsLocationId: 'default',
    AccessGrantsLocationConfiguration: { S3SubPrefix: replaced(bucketName('landing'), /$/, '/*') },
    Grantee: { GranteeType: 'IAM', GranteeIdentifier: arnOf(sender) },
    Permission: 'READ',
  }),
});

export const DOORS: readonly Mutant[] = [...SETTINGS, ...BESIDE];
