/** CDK's role that empties a bucket whose data may go with its stack. */
export function isEmptier({ name }: { readonly name: string }): boolean {
  return name.includes('CustomS3AutoDeleteObjects');
}

/** Actions that emptying takes: it lists and deletes, and reads no object. */
export const EMPTYING = ['s3:DeleteObject*', 's3:GetBucket*', 's3:List*', 's3:PutBucketPolicy'];
