import { Duration, type aws_kms as kms, RemovalPolicy, aws_s3 as s3, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** The purpose of a bucket: the value of its tag `airlock:layer`, by which a check finds it in a template. */
type Layer = 'access-logs' | 'landing' | 'bronze' | 'silver' | 'gold';

export interface LayerBucketProps {
  readonly layer: Layer;

  /** Physical name: writers and readers outside this app know the bucket by it. */
  readonly bucketName: string;

  /** Destroy also empties the bucket when its stack goes. */
  readonly removalPolicy: RemovalPolicy;

  /** Bucket that takes the access log, under a prefix of this bucket's name. */
  readonly accessLogs?: s3.IBucket;

  /**
   * Key under which objects are kept.
   *
   * @default - S3's own
   */
  readonly key?: kms.IKey | undefined;

  /**
   * Keep every version of an object.
   *
   * @default - an overwrite replaces the object for good
   */
  readonly versioned?: boolean;

  /**
   * Days that an object and its older versions are kept.
   *
   * @default - objects never expire
   */
  readonly expireAfter?: Duration;

  /**
   * Prefix of what a job writes and deletes within one run, and how long what a crash left there is kept.
   *
   * @default - none
   */
  readonly scratch?: { readonly prefix: string; readonly keepFor: Duration };

  /**
   * Days that no version can be deleted, in governance mode.
   *
   * @default - no Object Lock
   */
  readonly lockFor?: Duration;

  /**
   * Prefixes whose requests are measured, by the name of the measurement.
   *
   * @default - none
   */
  readonly measuredPrefixes?: Readonly<Record<string, string>>;

  /**
   * Send Object Created events to the default event bus.
   *
   * @default false
   */
  readonly events?: boolean;
}

/** A bucket of the replica store: encrypted, owner enforced, closed to the public, TLS 1.2 only, remnants of uploads swept. */
export class LayerBucket extends Construct {
  readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string, props: LayerBucketProps) {
    super(scope, id);
    this.bucket = new s3.Bucket(this, 'Resource', {
      bucketName: props.bucketName,
      removalPolicy: props.removalPolicy,
      autoDeleteObjects: props.removalPolicy === RemovalPolicy.DESTROY,
      versioned: props.versioned ?? false,
      ...encryption(props.key),
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: lifecycleRules(props),
      metrics: Object.entries(props.measuredPrefixes ?? {}).map(([id, prefix]) => ({ id, prefix })),
      ...(props.accessLogs && {
        serverAccessLogsBucket: props.accessLogs,
        serverAccessLogsPrefix: `${props.bucketName}/`,
      }),
      ...(props.lockFor && { objectLockDefaultRetention: s3.ObjectLockRetention.governance(props.lockFor) }),
    });
    Tags.of(this.bucket).add('airlock:layer', props.layer);
    // A retained bucket that lost its policy would be an open one.
    this.bucket.policy?.applyRemovalPolicy(props.removalPolicy);
    nameBucketInPolicy(this.bucket, props.bucketName);
    if (props.events ?? false) sendEvents(this.bucket);
  }
}

/** With a key of the bucket's own below the customer's, of which KMS is asked seldom. */
function encryption(
  key: kms.IKey | undefined,
): Pick<s3.BucketProps, 'encryption' | 'encryptionKey' | 'bucketKeyEnabled'> {
  if (key === undefined) return { encryption: s3.BucketEncryption.S3_MANAGED };
  return { encryption: s3.BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true };
}

function lifecycleRules({ expireAfter, scratch }: LayerBucketProps): s3.LifecycleRule[] {
  return [
    { id: 'remnants', abortIncompleteMultipartUploadAfter: Duration.days(2) },
    ...(expireAfter ? [{ id: 'expiry', expiration: expireAfter, noncurrentVersionExpiration: expireAfter }] : []),
    ...(scratch ? [{ id: 'scratch', prefix: scratch.prefix, expiration: scratch.keepFor }] : []),
  ];
}

// CloudFormation imports what is there already where the template names it, and not where it refers to it.
function nameBucketInPolicy({ node, policy }: s3.Bucket, bucketName: string): void {
  const resource = policy?.node.defaultChild;
  if (!(resource instanceof s3.CfnBucketPolicy)) throw new Error(`wanted an AWS::S3::BucketPolicy under ${node.path}`);
  resource.bucket = bucketName;
  if (node.defaultChild !== undefined) resource.node.addDependency(node.defaultChild);
}

// The L2's own switch adds a Lambda whose role may put notifications on every bucket; the property needs no role at all.
function sendEvents(bucket: s3.Bucket): void {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof s3.CfnBucket)) throw new Error(`wanted an AWS::S3::Bucket under ${bucket.node.path}`);
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
