import {
  Annotations,
  aws_s3_assets as assets,
  Duration,
  type FileAssetLocation,
  aws_glue as glue,
  aws_iam as iam,
  type aws_kms as kms,
  Stack,
  type aws_s3 as s3,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Metrics } from '../../alarms/metrics.ts';
import type { Config } from '../../config/config.ts';
import { METRIC_NAMESPACE, type PipelineRole, partitionOf, pipelineName, pipelinePath } from '../../contract/index.ts';
import { keyStatements } from '../../encryption/key-rights.ts';
import { LEAST_WORKERS } from './workers.ts';

const GLUE_VERSIONS = { '5.1': glue.GlueVersion.V5_1, '6.0': glue.GlueVersion.V6_0 };
const WORKER_TYPES = { 'G.1X': glue.WorkerType.G_1X, 'G.2X': glue.WorkerType.G_2X, 'G.4X': glue.WorkerType.G_4X };

export interface ReplicaJobProps {
  readonly config: Config;

  /** Names the job and its role. */
  readonly name: PipelineRole;

  /** Path of the entry in glue-scripts/. */
  readonly script: string;
  readonly description: string;

  /** Zip of the package that the script imports. */
  readonly library: assets.Asset;

  /** Zip of the packages that are installed at the start of a run. */
  readonly wheels: FileAssetLocation;
  readonly settings: assets.Asset;

  /** Buckets by the argument that names them to the script, without its dashes. */
  readonly reads: Record<string, s3.IBucket>;

  /** As `reads`, for what the job also writes and deletes: tables of its own making. */
  readonly writes: Record<string, s3.IBucket>;

  /**
   * Key of the buckets.
   *
   * @default - S3's own
   */
  readonly key?: kms.IKey | undefined;
}

/** A Glue job over the package glue-scripts/replica; of Glue's kind that has Spark, for runs that outgrow a machine. One run at a time: each table has one writer. */
export class ReplicaJob extends Construct {
  readonly job: glue.PySparkEtlJob;
  readonly name: PipelineRole;

  constructor(scope: Construct, id: string, props: ReplicaJobProps) {
    super(scope, id);
    const { config, name } = props;
    this.name = name;
    const { transformation } = config;
    const script = new assets.Asset(this, 'Script', { path: props.script });
    const role = new iam.Role(this, 'Role', {
      path: pipelinePath(config),
      roleName: pipelineName(config, name),
      assumedBy: new iam.ServicePrincipal('glue.amazonaws.com'),
      inlinePolicies: {
        Work: new iam.PolicyDocument({
          statements: [...statements(props), this.readCode(script, props)],
        }),
      },
    });
    this.job = new glue.PySparkEtlJob(this, 'Job', {
      jobName: pipelineName(config, name),
      description: props.description,
      role,
      script: codeOf(script),
      extraPythonFiles: [codeOf(props.library)],
      glueVersion: GLUE_VERSIONS[transformation.glueVersion],
      workerConfiguration: {
        workerType: WORKER_TYPES[transformation.workerType],
        // The state machine asks for more where a run needs them.
        numberOfWorkers: LEAST_WORKERS,
      },
      timeout: Duration.minutes(transformation.timeoutMinutes),
      maxConcurrentRuns: 1,
      jobRunQueuingEnabled: true,
      maxRetries: 0,
      // Glue would bill some fifty of its own a run, and no alarm reads them: a job tells its own, under Airlock.
      enableMetrics: false,
      enableObservabilityMetrics: false,
      defaultArguments: {
        '--additional-python-modules': props.wheels.s3ObjectUrl,
        // Nothing from a network: the zip has all that its packages ask for.
        '--python-modules-installer-option': '--no-index',
        '--settings': props.settings.s3ObjectUrl,
        '--metrics': new Metrics(config).jobArgument,
        ...bucketArguments({ ...props.reads, ...props.writes }),
      },
    });
    Annotations.of(this.job).acknowledgeWarning(
      '@aws-cdk/aws-glue-alpha:unencryptedContinuousLogging',
      'CloudWatch Logs encrypts at rest by itself, and the jobs log counts, never readings',
    );
  }

  private readCode(script: assets.Asset, { library, settings, wheels }: ReplicaJobProps): iam.PolicyStatement {
    const files = [script, library, settings].map(({ bucket, s3ObjectKey }) => bucket.arnForObjects(s3ObjectKey));
    const { bucketName, objectKey } = wheels;
    const zip = Stack.of(this).formatArn({
      service: 's3',
      region: '',
      account: '',
      resource: bucketName,
      resourceName: objectKey,
    });
    return new iam.PolicyStatement({ sid: 'ReadCode', actions: ['s3:GetObject'], resources: [...files, zip] });
  }
}

/** A place of code without the grant that `glue.Code` gives: to read and list all that the account's apps have uploaded. */
function codeOf({ s3BucketName: bucketName, s3ObjectKey: objectKey }: assets.Asset): glue.Code {
  return { bind: () => ({ s3Location: { bucketName, objectKey } }) };
}

function bucketArguments(buckets: Record<string, s3.IBucket>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(buckets).map(([name, bucket]) => [`--${name}`, `s3://${bucket.bucketName}`]),
  );
}

function statements({ config, reads, writes, key }: ReplicaJobProps): iam.PolicyStatement[] {
  const logs = `arn:${partitionOf(config.region)}:logs:*:*:log-group:`;
  const all = [...Object.values(reads), ...Object.values(writes)];
  const written = Object.values(writes);
  return [
    new iam.PolicyStatement({ sid: 'List', actions: ['s3:ListBucket'], resources: all.map((b) => b.bucketArn) }),
    new iam.PolicyStatement({
      sid: 'Read',
      actions: ['s3:GetObject'],
      resources: all.map((b) => b.arnForObjects('*')),
    }),
    new iam.PolicyStatement({
      sid: 'Write',
      actions: ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      resources: written.map((b) => b.arnForObjects('*')),
    }),
    ...keyStatements(key, config.region, { reads: all, writes: written }),
    new iam.PolicyStatement({
      sid: 'Log',
      actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${logs}/aws-glue/*`, `${logs}/aws-glue/*:log-stream:*`],
    }),
    new iam.PolicyStatement({
      sid: 'Measure',
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      conditions: { StringEquals: { 'cloudwatch:namespace': ['Glue', METRIC_NAMESPACE] } },
    }),
  ];
}
