/** Actions that leave a bucket, and what is in it, as they were: whatever else S3 has is tampering. */
export const LEAVES_AS_IT_IS = ['s3:AbortMultipartUpload', 's3:Get*', 's3:List*', 's3:PutObject'];
