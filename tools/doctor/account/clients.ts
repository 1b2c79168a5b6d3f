import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { KMSClient } from '@aws-sdk/client-kms';
import { LakeFormationClient } from '@aws-sdk/client-lakeformation';
import { S3Client } from '@aws-sdk/client-s3';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';

/** Clients of who asks, all of one region. */
export interface Clients {
  readonly sts: STSClient;
  readonly iam: IAMClient;
  readonly cloudformation: CloudFormationClient;
  readonly ssm: SSMClient;
  readonly sns: SNSClient;
  readonly quotas: ServiceQuotasClient;
  readonly cloudtrail: CloudTrailClient;
  readonly kinesis: KinesisClient;
  readonly kms: KMSClient;
  readonly s3: S3Client;
  readonly lakeFormation: LakeFormationClient;
}

/** Without more than a region they act as any AWS program here does: by profile, variables, single sign-on. */
export function clientsOf(
  config: Pick<STSClientConfig, 'region' | 'endpoint' | 'credentials' | 'requestHandler'>,
): Clients {
  return {
    sts: new STSClient(config),
    iam: new IAMClient(config),
    cloudformation: new CloudFormationClient(config),
    ssm: new SSMClient(config),
    sns: new SNSClient(config),
    quotas: new ServiceQuotasClient(config),
    cloudtrail: new CloudTrailClient(config),
    kinesis: new KinesisClient(config),
    kms: new KMSClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    lakeFormation: new LakeFormationClient(config),
  };
}
