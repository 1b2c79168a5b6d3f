import { setTimeout as sleep } from 'node:timers/promises';
import { GetJobRunCommand, type GlueClient, StartJobRunCommand } from '@aws-sdk/client-glue';

const RUNNING = ['STARTING', 'RUNNING', 'STOPPING', 'WAITING'];

/** Seconds between two looks at a run. */
const LOOK_SECONDS = 1;

export interface GlueRun {
  readonly id: string;
  readonly seconds: number;
}

/**
 * Starts a job and watches it to its end.
 *
 * @throws Error with the run's state and message where it did not succeed.
 */
export async function runJob(
  glue: GlueClient,
  name: string,
  signal: AbortSignal,
  onState: (state: string) => void,
): Promise<GlueRun> {
  const start = performance.now();
  const { JobRunId: id } = await glue.send(new StartJobRunCommand({ JobName: name }));
  if (id === undefined) throw new Error(`${name}: got no run id`);
  for (;;) {
    const { JobRun: run } = await glue.send(new GetJobRunCommand({ JobName: name, RunId: id }));
    const state = run?.JobRunState ?? 'UNKNOWN';
    const seconds = (performance.now() - start) / 1000;
    onState(`${state.toLowerCase()} for ${seconds.toFixed(0)} s`);
    if (state === 'SUCCEEDED') return { id, seconds };
    if (!RUNNING.includes(state)) {
      throw new Error(`${name}: run ${id} ended as ${state}: ${run?.ErrorMessage ?? 'no message'}`);
    }
    await sleep(LOOK_SECONDS * 1000, undefined, { signal });
  }
}
