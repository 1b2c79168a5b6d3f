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

  /**
   * Key of streams and buckets.
   *
   * @default - AWS's own
   */
  readonly key?: kms.IKey | undefined;
}

/** Writes what comes through the streams of every site to bronze, with the notes that the intake writes on landing objects. */
export class StreamToBronze extends Construct {
  readonly writer: lambda.IFunction;

  constructor(scope: Construct, id: string, { config, bronze, silver, key }: StreamToBronzeProps) {
    super(scope, id);
    const { stream } = config;
    const places = streamPlaces(config);
    this.writer = new PipelineFunction(this, 'Writer', {
      deployment: config,
      name: 'stream-to-bronze',
      description: 'Writes the records of streams to bronze as Parquet',
      timeout: Duration.seconds(stream.timeoutSeconds),
      memorySize: stream.memoryMb,
      environment: { [ENVIRONMENT.bronzeBucket]: bronze.bucketName },
      settings: places,
      statements: [
        ...statements(bronze, silver, Object.keys(places)),
        ...keyStatements(key, config.region, { writes: [bronze, silver], readsStreams: Object.keys(places) }),
      ],
    }).handler;
  }
}

export interface StreamReadersProps {
  readonly config: Config;
  readonly silver: s3.IBucket;
  readonly writer: lambda.IFunction;
  readonly sources: readonly StreamSource[];
}

/** Makes what takes the records of each stream to the function that writes them. */
export function readStreams(scope: Construct, { config, silver, writer, sources }: StreamReadersProps): void {
  const { stream } = config;
  for (const source of sources) {
    new lambda.EventSourceMapping(scope, source.site, {
      target: writer,
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

/** What each stream feeds, by its ARN. */
function streamPlaces(config: Config): Record<string, StreamPlace> {
  const places = config.sites.flatMap(({ id: site, feeders }) =>
    feeders.flatMap(({ profile: feeder, stream }) =>
      stream === null ? [] : [[streamArn(config, site), { site, feeder, view: stream.view }] as const],
    ),
  );
  return Object.fromEntries(places);
}

function statements(bronze: s3.IBucket, silver: s3.IBucket, streams: readonly string[]): iam.PolicyStatement[] {
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
      resources: [...streams],
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
