import { GetJobCommand, type GlueClient, type JobRun, paginateGetJobRuns } from '@aws-sdk/client-glue';
import type { JobSight } from './decide.ts';

/**
 * Asks Glue about a job.
 *
 * @throws Error where there is no such job.
 */
export async function lookAtJob(glue: GlueClient, name: string): Promise<JobSight> {
  const { Job: job } = await glue.send(new GetJobCommand({ JobName: name }));
  if (job?.LastModifiedOn === undefined) throw new Error(`${name}: got a job without the time of its last change`);
  const success = await lastSuccess(glue, name);
  return { name, changedAt: job.LastModifiedOn, ...(success !== undefined && { success }) };
}

async function lastSuccess(glue: GlueClient, name: string): Promise<JobSight['success']> {
  // Glue answers with the newest first, so that the first page with a success has the last one.
  for await (const { JobRuns: runs } of paginateGetJobRuns({ client: glue }, { JobName: name })) {
    const [newest] = (runs ?? []).flatMap(succeeded).sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    if (newest !== undefined) return newest;
  }
  return undefined;
}

function succeeded({ JobRunState, StartedOn, CompletedOn }: JobRun): NonNullable<JobSight['success']>[] {
  const isGood = JobRunState === 'SUCCEEDED' && StartedOn !== undefined && CompletedOn !== undefined;
  return isGood ? [{ startedAt: StartedOn, completedAt: CompletedOn }] : [];
}
