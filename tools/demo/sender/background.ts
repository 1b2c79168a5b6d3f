import { runModule } from '../../project/run.ts';
import type { Demo } from '../demo.ts';

/** A program of the plant that runs beside the demo until it is ended. */
export interface Background {
  /** What it prints first. */
  readonly firstLine: () => Promise<string>;

  /** Waits for `work`, or fails with the program's own last words where that ends before. */
  readonly during: <T>(work: Promise<T>) => Promise<T>;

  readonly end: () => void;
}

/** Starts a module of the plant's environment. It ends with the demo, too. */
export function inBackground(
  demo: Demo,
  module: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Background {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, demo.signal]);
  let told: (line: string) => void = () => {};
  const printed = new Promise<string>((resolve) => {
    told = resolve;
  });
  const ended = runModule('plant', module, words, { env, signal, onLine: told }).then((): never => {
    throw new Error(`${module} ended, wanted it to run on`);
  });
  // Its end is an error only for whoever waits for something of it.
  ended.catch(() => {});
  const during = <T>(work: Promise<T>): Promise<T> => Promise.race([work, ended]);
  return { firstLine: () => during(printed), during, end: () => stop.abort() };
}
