import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { GlueClient } from '@aws-sdk/client-glue';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type Cloud, cloudEnvironment, environmentFor } from '../../packages/local-cloud/cloud.ts';

/** Keys that a request is signed with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Clients of one identity; every refusal that the demo shows comes from one of these. */
export interface Clients {
  readonly cloudformation: CloudFormationClient;
  readonly s3: S3Client;
  readonly kinesis: KinesisClient;
  readonly cloudwatch: CloudWatchClient;
  readonly sfn: SFNClient;
  readonly glue: GlueClient;
  readonly lambda: LambdaClient;
  readonly secrets: SecretsManagerClient;
}

export function clientsOf(cloud: Cloud, region: string, credentials: Credentials): Clients {
  const config = {
    endpoint: cloud.endpoint,
    region,
    credentials,
    // A refusal must show at once, and must not be tried again.
    maxAttempts: 2,
    // Kinesis would open HTTP/2 sessions, which know nothing of this authority.
    requestHandler: new NodeHttpHandler({ httpsAgent: new Agent({ ca: readFileSync(cloud.caFile), keepAlive: true }) }),
  };
  return {
    cloudformation: new CloudFormationClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    kinesis: new KinesisClient(config),
    cloudwatch: new CloudWatchClient(config),
    sfn: new SFNClient(config),
    glue: new GlueClient(config),
    lambda: new LambdaClient(config),
    secrets: new SecretsManagerClient(config),
  };
}

/** Clients of whoever deployed. */
export function ownerClients(cloud: Cloud, region: string): Clients {
  return clientsOf(cloud, region, ownerKeys(cloud));
}

/** The keys of the account's owner, who deployed. */
export function ownerKeys(cloud: Cloud): Credentials {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = cloudEnvironment(cloud);
  if (accessKeyId === undefined || secretAccessKey === undefined) throw new Error('the local cloud: got no owner keys');
  return { accessKeyId, secretAccessKey };
}

/** Environment of a program that acts as this identity, and as no other. */
export function environmentOf(
  cloud: Cloud,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
): NodeJS.ProcessEnv {
  return environmentFor(cloud, {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
  });
}
