import { Listr } from 'listr2';

/** Advice of several steps, for the case that they fail. */
export const SEE_LOGS = 'read the end of .local/cloud/server.log, then run the demo again: what is done stays done';
export const SEE_JOB = "read the run's log in .local/cloud/glue/, then run the demo again: cleaning is repeatable";

/** A step that ended, with its time. */
export interface Step {
  readonly title: string;
  readonly seconds: number;
}

/** Runs steps one after the other and shows each with its time: live on a terminal, in plain lines elsewhere. */
export class Progress {
  readonly steps: Step[] = [];
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /**
   * Runs one step; `note` shows what it is at.
   *
   * @throws Error that names the step and what to do, where it fails.
   */
  async step<T>(title: string, advice: string, work: (note: (text: string) => void) => Promise<T>): Promise<T> {
    this.#signal.throwIfAborted();
    const start = performance.now();
    let result: { readonly value: T } | undefined;
    const list = new Listr(
      [
        {
          title,
          task: async (_, task) => {
            const note = (text: string): void => {
              if (process.stdout.isTTY) task.output = text;
            };
            result = { value: await work(note) };
            const seconds = (performance.now() - start) / 1000;
            this.steps.push({ title, seconds });
            task.title = `${title} (${seconds.toFixed(1)} s)`;
          },
        },
      ],
      { renderer: process.stdout.isTTY ? 'default' : 'simple', registerSignalListeners: false },
    );
    try {
      await list.run();
    } catch (error) {
      if (this.#signal.aborted) throw error;
      throw new Error(`"${title}" failed: ${String(error)}\nWhat to do: ${advice}`);
    }
    return done(result, title);
  }
}

function done<T>(result: { readonly value: T } | undefined, title: string): T {
  if (result === undefined) throw new Error(`"${title}" ended without a result`);
  return result.value;
}
