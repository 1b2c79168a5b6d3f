import type { Explanation } from './explanation.ts';
import { LOG_GROUPS } from './log-groups.ts';

const bucket = (...layers: readonly string[]): string[] =>
  layers.map((layer) => `replica-store/${layer}/Resource/Resource`);

/** How data is kept. */
export const DATA: readonly Explanation[] = [
  {
    rules: ['NIST.800.53.R5-S3DefaultEncryptionKMS'],
    at: bucket('Landing'),
    reason:
      'SSE-S3 encrypts everything. With a key of KMS an upload in parts needs kms:Decrypt, which a write-only identity must not hold.',
  },
  {
    rules: ['NIST.800.53.R5-S3DefaultEncryptionKMS'],
    at: bucket('AccessLogs', 'Bronze', 'Silver', 'Gold'),
    reason:
      'SSE-S3 encrypts everything; who may read is decided by roles, bucket policies and the proof, and no key policy can open another way.',
  },
  {
    rules: ['NIST.800.53.R5-S3BucketReplicationEnabled'],
    at: bucket('AccessLogs', 'Landing', 'Bronze', 'Silver', 'Gold'),
    reason:
      'A replica would be a second way for data to leave. Bronze is versioned and, in prod, locked; silver and gold are built again from it.',
  },
  {
    rules: ['NIST.800.53.R5-S3BucketVersioningEnabled'],
    at: bucket('Silver', 'Gold'),
    reason:
      'Delta Lake keeps its own versions and deletes by vacuum; versions of S3 beneath would keep what it removed, and are built again from bronze.',
  },
  {
    // The same rules on each bucket still look at the statement.
    rules: ['NIST.800.53.R5-S3BucketSSLRequestsOnly', 'AwsSolutions-S10'],
    at: ['AccessLogs', 'Landing', 'Bronze', 'Silver', 'Gold'].map(
      (layer) => `replica-store/${layer}/Resource/Policy/Resource`,
    ),
    reason:
      'It refuses whatever comes without TLS. The policy names its bucket in full, so that it can be imported, and the rule compares that name with references to the bucket.',
  },
  {
    rules: ['NIST.800.53.R5-S3BucketVersioningEnabled'],
    at: bucket('AccessLogs'),
    reason:
      'Services write each log file once under a name of its own, and nobody else may put or delete there; the files of the trail are signed.',
  },
  {
    rules: ['NIST.800.53.R5-CloudTrailEncryptionEnabled'],
    at: ['replica-store/CallTrail/Resource'],
    reason:
      'Its files are encrypted by the bucket of the logs (SSE-S3) and signed; they tell who called, and hold no data.',
  },
  {
    rules: ['NIST.800.53.R5-CloudWatchLogGroupEncrypted'],
    at: LOG_GROUPS,
    reason:
      'CloudWatch encrypts every log with its own key. Ours hold names of objects, counts and reasons; no reading and no secret is logged.',
  },
  {
    rules: ['AwsSolutions-KDS3'],
    at: ['ingestion/*/Stream/Resource/Resource'],
    reason:
      "The rule wants AWS's own key, of which nobody pays the calls. Here the customer asked for a key of its own, on which each role has a right for its streams alone.",
  },
  {
    rules: ['AwsSolutions-GL1'],
    at: [
      'transformation/*/Job/Resource',
      'transformation/Crawlers/*/Crawler/Resource',
      'transformation/Crawlers/*/*/Crawler/Resource',
    ],
    reason: "Glue's logs are encrypted by CloudWatch's own key, and hold counts and names: a job logs no cell.",
  },
  {
    rules: ['AwsSolutions-GL3'],
    at: ['transformation/*/Job/Resource'],
    reason: 'No job has a bookmark to encrypt: the ledger in silver is the memory of what was read.',
  },
  {
    rules: ['NIST.800.53.R5-SNSEncryptedKMS'],
    at: ['replica-store/Alarms/Topic/Resource'],
    reason:
      "Alarms tell names and thresholds, no data; CloudWatch cannot publish to a topic under AWS's own key for SNS.",
  },
  {
    rules: ['NIST.800.53.R5-SecretsManagerUsingKMSKey'],
    at: ['ingestion/*/PiIntegrator/Secret/Resource'],
    reason:
      "AWS's own key for Secrets Manager serves this account alone; the secret opens the outer door, and reads nothing.",
  },
];
