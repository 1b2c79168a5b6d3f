import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ENVIRONMENT } from '../../lib/contract/index.ts';
import { required } from '../runtime/environment.ts';
import { type SweepResult, sweep } from './sweep.ts';

const doors = {
  s3: new S3Client({}),
  sqs: new SQSClient({}),
  landingBucket: required(ENVIRONMENT.landingBucket),
  bronzeBucket: required(ENVIRONMENT.bronzeBucket),
  queueUrl: required(ENVIRONMENT.queueUrl),
};

export function handler(): Promise<SweepResult> {
  return sweep(doors);
}
