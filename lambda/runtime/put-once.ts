import { PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';

/** Puts an object that no other may be in place of; one that is there already stays as it is. */
export async function putOnce(
  s3: S3Client,
  bucket: string,
  key: string,
  body: string | Uint8Array,
  contentType: string,
): Promise<void> {
  await onlyOnce(
    s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType, IfNoneMatch: '*' })),
  );
}

/** Waits for a conditional write; that the object exists means an earlier delivery of the same event wrote it. */
export async function onlyOnce(request: Promise<unknown>): Promise<void> {
  await isWritten(request, [412]);
}

/** Whether a conditional write came through; `taken` are the answers that say that another one was before. */
export async function isWritten(request: Promise<unknown>, taken: readonly number[]): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (error instanceof S3ServiceException && taken.includes(error.$metadata.httpStatusCode ?? 0)) return false;
    throw error;
  }
}
