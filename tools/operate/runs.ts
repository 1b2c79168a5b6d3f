import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetJobRunsCommand, type GlueClient, type JobRun } from '@aws-sdk/client-glue';
import { type Deployment, type PipelineRole, pipelineName } from '../../lib/contract/index.ts';
import type { Cloud } from '../../packages/local-cloud/cloud.ts';

const JOBS: readonly PipelineRole[] = ['bronze-to-silver', 'silver-to-gold', 'maintenance'];

/** Every run of every job of a deployment, the latest first. */
export async function jobRuns(glue: GlueClient, deployment: Deployment): Promise<JobRun[]> {
  const asked = JOBS.map((job) => glue.send(new GetJobRunsCommand({ JobName: pipelineName(deployment, job) })));
  const answers = await Promise.all(asked);
  const runs = answers.flatMap(({ JobRuns = [] }) => JobRuns);
  return runs.toSorted((a, b) => (b.StartedOn?.getTime() ?? 0) - (a.StartedOn?.getTime() ?? 0));
}

/** A run in one line: its id, its job, when it began, how it ended. */
export function runLine({ Id = '', JobName = '', StartedOn, JobRunState = 'STARTING', ErrorMessage }: JobRun): string {
  const began = StartedOn?.toISOString().slice(0, 19).replace('T', ' ') ?? '';
  return [Id, JobName, began, JobRunState.toLowerCase(), ErrorMessage ?? ''].join('  ').trimEnd();
}

/**
 * All that a run printed, its errors last.
 *
 * @throws Error where the local cloud has no such run.
 */
export function printedBy({ stateFolder }: Cloud, run: string): string {
  const folder = join(stateFolder, 'glue', run);
  if (!/^[\w-]+$/.test(run) || !existsSync(folder)) {
    throw new Error(`got the run ${run}, wanted one that npm run airlock -- local logs lists`);
  }
  return ['stdout', 'stderr'].map((stream) => readFileSync(join(folder, stream), 'utf8')).join('');
}
