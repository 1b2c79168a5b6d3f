import { z } from 'zod';

/** What CloudFormation asks a custom resource, as far as it is used. */
export const imageRequest = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  ResourceProperties: z.object({ project: z.string() }),
});

export type ImageRequest = z.infer<typeof imageRequest>;

/** An answer as CloudFormation wants it. The resource is the project's image, whichever it is at the time: no answer replaces it. */
export function answer(request: ImageRequest, status: 'SUCCESS' | 'FAILED', reason: string): string {
  const { StackId, RequestId, LogicalResourceId, ResourceProperties } = request;
  const PhysicalResourceId = ResourceProperties.project;
  return JSON.stringify({ Status: status, Reason: reason, PhysicalResourceId, StackId, RequestId, LogicalResourceId });
}
