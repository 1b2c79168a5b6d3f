import {
  aws_cloudtrail as cloudtrail,
  aws_iam as iam,
  type aws_kms as kms,
  aws_logs as logs,
  RemovalPolicy,
  type aws_s3 as s3,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Config, streamingSites } from '../config/config.ts';
import {
  callTrailArn,
  callTrailName,
  type PipelineRole,
  pipelineName,
  pipelinePath,
  plantCallers,
  roleSessions,
  streamArn,
} from '../contract/index.ts';

/** Folder of the access log's bucket that the trail writes to. */
const FOLDER = 'cloudtrail';
const CLOUDTRAIL = 'cloudtrail.amazonaws.com';

export interface CallTrailProps {
  readonly config: Config;
  readonly landing: s3.IBucket;
  readonly bronze: s3.IBucket;

  /** Takes the signed log files. */
  readonly accessLogs: s3.Bucket;

  /**
   * Key of those files.
   *
   * @default - the bucket's own
   */
  readonly key?: kms.IKey | undefined;
}

/** Kinds of data that this app has, and access points to them: 500 values of a trail are too few for all 250 kinds of AWS's. */
const TRIED = [
  'AWS::S3::Object',
  'AWS::S3::AccessPoint',
  'AWS::Kinesis::Stream',
  'AWS::Kinesis::StreamConsumer',
  'AWS::Lambda::Function',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
] as const;

/**
 * Who called what: every management event, every call on an object of landing and bronze or on a stream, and whatever a plant
 * calls, wherever it is. As signed files for a judge, and as a log group for alarms.
 */
export class CallTrail extends Construct {
  readonly logGroup: logs.ILogGroup;

  constructor(scope: Construct, id: string, props: CallTrailProps) {
    super(scope, id);
    const { config, accessLogs } = props;
    this.logGroup = new logs.LogGroup(this, 'Log', {
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = this.logWriter(config);
    for (const statement of fileStatements(accessLogs, config)) accessLogs.addToResourcePolicy(statement);
    const trail = new cloudtrail.CfnTrail(this, 'Resource', {
      trailName: callTrailName(config),
      isLogging: true,
      // A stolen key is tried in other regions too.
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3BucketName: accessLogs.bucketName,
      s3KeyPrefix: FOLDER,
      cloudWatchLogsLogGroupArn: this.logGroup.logGroupArn,
      cloudWatchLogsRoleArn: role.roleArn,
      advancedEventSelectors: selectors(props),
      ...(props.key && { kmsKeyId: props.key.keyArn }),
    });
    // CloudTrail tries to write before it takes a bucket.
    if (accessLogs.policy !== undefined) trail.node.addDependency(accessLogs.policy);
  }

  private logWriter(config: Config): iam.Role {
    return new iam.Role(this, 'Role', {
      path: pipelinePath(config),
      roleName: pipelineName(config, 'call-trail'),
      // Without a condition: CloudTrail tells S3 for which trail it calls, and not IAM when it takes this role on.
      assumedBy: new iam.ServicePrincipal(CLOUDTRAIL),
      inlinePolicies: {
        Work: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({
              sid: 'WriteLog',
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: [this.logGroup.logGroupArn],
            }),
          ],
        }),
      },
    });
  }
}

type Selector = cloudtrail.CfnTrail.AdvancedEventSelectorProperty;
type Field = cloudtrail.CfnTrail.AdvancedFieldSelectorProperty;

function selectors({ config, landing, bronze }: CallTrailProps): Selector[] {
  const streams = streamingSites(config).map((site) => streamArn(config, site));
  const objects = [landing, bronze].map((bucket) => bucket.arnForObjects(''));
  // Thousands of its own calls an hour, by design, would cost more than what they look at.
  const without = (reader: PipelineRole): Field => ({
    field: 'userIdentity.arn',
    notStartsWith: [roleSessions(config, `${pipelineName(config, reader)}/`)],
  });
  return [
    { name: 'Management events', fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }] },
    data('Objects of landing and bronze', 'AWS::S3::Object', [
      { field: 'resources.ARN', startsWith: objects },
      without('crawler'),
    ]),
    ...(streams.length > 0
      ? [
          data('Records of streams', 'AWS::Kinesis::Stream', [
            { field: 'resources.ARN', equalTo: streams },
            without('stream-to-bronze'),
          ]),
        ]
      : []),
    // A call that two selectors take is recorded, and paid for, once: what these add is what a plant is refused.
    ...TRIED.map((type) =>
      data(`What plants try on ${type}`, type, [{ field: 'userIdentity.arn', startsWith: plantCallers(config) }]),
    ),
  ];
}

function data(name: string, type: string, fields: readonly Field[]): Selector {
  return {
    name,
    fieldSelectors: [
      { field: 'eventCategory', equalTo: ['Data'] },
      { field: 'resources.type', equalTo: [type] },
      ...fields,
    ],
  };
}

/** Statements by which CloudTrail may write its files, for this trail alone. */
function fileStatements(bucket: s3.IBucket, config: Config): iam.PolicyStatement[] {
  const allow = (
    sid: string,
    action: string,
    resource: string,
    conditions: Record<string, string>,
  ): iam.PolicyStatement =>
    new iam.PolicyStatement({
      sid,
      principals: [new iam.ServicePrincipal(CLOUDTRAIL)],
      actions: [action],
      resources: [resource],
      conditions: { StringEquals: { 'aws:SourceArn': callTrailArn(config), ...conditions } },
    });
  return [
    allow('LetTrailLook', 's3:GetBucketAcl', bucket.bucketArn, {}),
    allow('LetTrailWrite', 's3:PutObject', bucket.arnForObjects(`${FOLDER}/AWSLogs/${config.account}/*`), {
      's3:x-amz-acl': 'bucket-owner-full-control',
    }),
  ];
}
