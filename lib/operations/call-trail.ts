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
  partitionOf,
  pipelineName,
  pipelinePath,
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

/**
 * Who called what: every management event, and every call on an object of landing and bronze or on a stream. As signed
 * files for a judge, and as a log group for alarms.
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

function selectors({ config, landing, bronze }: CallTrailProps): cloudtrail.CfnTrail.AdvancedEventSelectorProperty[] {
  const data = (
    name: string,
    type: string,
    arns: Arns,
    reader: PipelineRole,
  ): cloudtrail.CfnTrail.AdvancedEventSelectorProperty => ({
    name,
    fieldSelectors: [
      { field: 'eventCategory', equalTo: ['Data'] },
      { field: 'resources.type', equalTo: [type] },
      { field: 'resources.ARN', ...arns },
      // Thousands of its own calls an hour, by design, would cost more than what they look at.
      { field: 'userIdentity.arn', notStartsWith: [sessionsOf(config, reader)] },
    ],
  });
  const streams = streamingSites(config).map((site) => streamArn(config, site));
  const objects = [landing, bronze].map((bucket) => bucket.arnForObjects(''));
  return [
    { name: 'Management events', fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }] },
    data('Objects of landing and bronze', 'AWS::S3::Object', { startsWith: objects }, 'crawler'),
    ...(streams.length > 0
      ? [data('Records of streams', 'AWS::Kinesis::Stream', { equalTo: streams }, 'stream-to-bronze')]
      : []),
  ];
}

/** Beginning of the ARN of each session of a role, which holds no path. */
function sessionsOf(config: Config, role: PipelineRole): string {
  return `arn:${partitionOf(config.region)}:sts::${config.account}:assumed-role/${pipelineName(config, role)}/`;
}

type Arns = { readonly equalTo: string[] } | { readonly startsWith: string[] };

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
