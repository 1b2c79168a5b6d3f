import {
  Duration,
  aws_iam as iam,
  type aws_kinesis as kinesis,
  type aws_kms as kms,
  aws_lambda as lambda,
  type aws_s3 as s3,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config } from '../config/config.ts';
import {
  ENVIRONMENT,
  ON_FAILURE_PREFIX,
  STREAM_KEYS,
  STREAM_NOTE_KEYS,
  type StreamPlace,
  streamArn,
} from '../contract/index.ts';
import { keyStatements } from '../encryption/key-rights.ts';
import { PipelineFunction } from '../functions/pipeline-function.ts';

/** A stream and what it feeds. */
export interface StreamSource extends StreamPlace {
  readonly stream: kinesis.IStream;
}

export interface StreamToBronzeProps {
  readonly config: Config;
  readonly bronze: s3.IBucket;

  /** Bucket that keeps the batches which could not be written. */
  readonly silver: s3.IBucket;
  readonly sources: readonly StreamSource[];

  /**
   * Key of streams and buckets.
   *
   * @default - AWS's own
   */
  readonly key?: kms.IKey | undefined;
}

/** Writes what comes through the streams to bronze, with the notes that the intake writes on landing objects. */
export class StreamToBronze extends Construct {
  constructor(scope: Construct, id: string, { config, bronze, silver, sources, key }: StreamToBronzeProps) {
    super(scope, id);
    const { stream } = config;
    const { handler } = new PipelineFunction(this, 'Writer', {
      deployment: config,
      name: 'stream-to-bronze',
      description: 'Writes the records of streams to bronze as Parquet',
      timeout: Duration.seconds(stream.timeoutSeconds),
      memorySize: stream.memoryMb,
      environment: {
        [ENVIRONMENT.bronzeBucket]: bronze.bucketName,
      },
      settings: Object.fromEntries(
        sources.map(({ site, feeder, view }) => [streamArn(config, site), { site, feeder, view }]),
      ),
      statements: [
        ...statements(bronze, silver, sources),
        ...keyStatements(key, config.region, {
          writes: [bronze, silver],
          readsStreams: sources.map(({ site }) => streamArn(config, site)),
        }),
      ],
    });
    for (const source of sources) {
      new lambda.EventSourceMapping(this, source.site, {
        target: handler,
        eventSourceArn: source.stream.streamArn,
        // Records that were put before the mapping existed are read too.
        startingPosition: lambda.StartingPosition.TRIM_HORIZON,
        batchSize: stream.batchSize,
        maxBatchingWindow: Duration.seconds(stream.windowSeconds),
        retryAttempts: stream.retryAttempts,
        maxRecordAge: Duration.seconds(stream.maxRecordAgeSeconds),
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        // The library's own S3 destination would let the function read and delete all of the bucket.
        onFailure: { bind: () => ({ destination: silver.bucketArn }) },
      });
    }
  }
}

function statements(bronze: s3.IBucket, silver: s3.IBucket, sources: readonly StreamSource[]): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      sid: 'ReadStreams',
      actions: [
        'kinesis:DescribeStream',
        'kinesis:DescribeStreamSummary',
        'kinesis:GetRecords',
        'kinesis:GetShardIterator',
        'kinesis:ListShards',
      ],
      resources: sources.map(({ stream }) => stream.streamArn),
    }),
    new iam.PolicyStatement({
      sid: 'WriteBronze',
      actions: ['s3:PutObject'],
      resources: [STREAM_KEYS, STREAM_NOTE_KEYS].map((keys) => bronze.arnForObjects(keys)),
    }),
    new iam.PolicyStatement({
      sid: 'KeepFailedBatches',
      actions: ['s3:PutObject'],
      resources: [silver.arnForObjects(`${ON_FAILURE_PREFIX}*`)],
    }),
    // Lambda asks for it before it takes a bucket as destination.
    new iam.PolicyStatement({ sid: 'FindDestination', actions: ['s3:ListBucket'], resources: [silver.bucketArn] }),
  ];
}
