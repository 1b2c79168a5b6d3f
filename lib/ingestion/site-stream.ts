import { type Duration, aws_kinesis as kinesis, type aws_kms as kms, type RemovalPolicy, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Deployment, streamName } from '../contract/index.ts';

export interface SiteStreamProps {
  readonly deployment: Deployment;
  readonly site: string;

  /** The one that puts records into it. */
  readonly feeder: string;
  readonly shards: number;

  /** How long a record can be read again. */
  readonly retention: Duration;
  readonly removalPolicy: RemovalPolicy;

  /**
   * Key of the records, under which a plant may encrypt and never decrypt.
   *
   * @default - AWS's own, which no plant identity may use
   */
  readonly key?: kms.IKey | undefined;
}

/** The stream that one site's feeder puts readings into. */
export class SiteStream extends Construct {
  readonly stream: kinesis.IStream;

  constructor(scope: Construct, id: string, props: SiteStreamProps) {
    super(scope, id);
    this.stream = new kinesis.Stream(this, 'Resource', {
      // The sender in the plant knows the stream by its name.
      streamName: streamName(props.deployment, props.site),
      streamMode: kinesis.StreamMode.PROVISIONED,
      shardCount: props.shards,
      retentionPeriod: props.retention,
      ...(props.key === undefined
        ? { encryption: kinesis.StreamEncryption.MANAGED }
        : { encryption: kinesis.StreamEncryption.KMS, encryptionKey: props.key }),
      removalPolicy: props.removalPolicy,
    });
    // Read by whoever checks the identities: no other feeder of the site may put into it.
    Tags.of(this.stream).add('airlock:feeder', props.feeder);
  }
}
