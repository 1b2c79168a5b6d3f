import { CodeBuildClient, StartBuildCommand } from '@aws-sdk/client-codebuild';
import { answer, type ImageRequest, imageRequest } from './request.ts';

const codebuild = new CodeBuildClient({});

/** Starts the build that a deployment waits for, and hands on to it how to answer: a function cannot wait that long. */
export async function handler(event: unknown): Promise<void> {
  const request = imageRequest.parse(event);
  if (request.RequestType === 'Delete')
    return tell(request, 'SUCCESS', 'nothing to do: the images go with their repository');
  try {
    await codebuild.send(startOf(request));
  } catch (error) {
    await tell(request, 'FAILED', `the build could not be started: ${String(error)}`);
  }
}

function startOf(request: ImageRequest): StartBuildCommand {
  const { project } = request.ResourceProperties;
  const failed = `the build failed: read the newest log of the project ${project} in CodeBuild, mend it and deploy again`;
  const told = {
    ANSWER_TO: request.ResponseURL,
    ANSWER_BUILT: answer(request, 'SUCCESS', 'built'),
    ANSWER_FAILED: answer(request, 'FAILED', failed),
  };
  return new StartBuildCommand({
    projectName: project,
    // One start a request, however often the function is tried again.
    idempotencyToken: request.RequestId,
    environmentVariablesOverride: Object.entries(told).map(([name, value]) => ({ name, value })),
  });
}

async function tell(request: ImageRequest, status: 'SUCCESS' | 'FAILED', reason: string): Promise<void> {
  const answered = await fetch(request.ResponseURL, {
    method: 'PUT',
    body: answer(request, status, reason),
    headers: { 'content-type': '' },
  });
  if (!answered.ok) throw new Error(`CloudFormation took no answer: got ${answered.status} ${await answered.text()}`);
}
