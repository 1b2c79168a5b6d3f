import { Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { streamArn } from '../../../lib/contract/index.ts';

/** A deployment and a site by the words that stand for them on a page. */
export const ANY = {
  app: '<app>',
  environment: '<environment>',
  account: '<account>',
  region: '<region>',
  site: '<site>',
} as const;

export const ANY_STREAM = streamArn(ANY, ANY.site);

/** The landing bucket under the name that pages call it by. */
export function anyLanding(): s3.IBucket {
  return s3.Bucket.fromBucketArn(new Stack(), 'Landing', 'arn:aws:s3:::landing');
}

/** A resource as pages write it: landing by its name alone, anything else by its ARN. */
export function inWords(resource: string): string {
  return resource.replace(/^arn:aws:s3:::/, '');
}
