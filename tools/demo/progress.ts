import { Listr } from 'listr2';
import type { Past } from './past.ts';

/** Advice of several steps, for the case that they fail. */
export const SEE_LOGS = 'read the end of .local/cloud/server.log, then run the demo again: what is done stays done';
export const SEE_JOB = "read the run's log in .local/cloud/glue/, then run the demo again: cleaning is repeatable";

/** A step that ended, with its time. */
export interface Step {
  readonly title: string;
  readonly seconds: number;
}

/** Seconds from which a step is worth the words that it takes long. */
const LONG = 3;
/** On a terminal a line that changes; elsewhere a line that stays, and so a rare one. */
const SAID_EVERY_MS = process.stdout.isTTY ? 1000 : 30_000;

/** Runs steps one after the other and shows each with its time, and with that of the last run: live on a terminal, in plain lines elsewhere. */
export class Progress {
  readonly steps: Step[] = [];
  readonly #signal: AbortSignal;
  readonly #past: Past;
  #at = '';

  constructor(signal: AbortSignal, past: Past) {
    this.#signal = signal;
    this.#past = past;
  }

  /** Title of the step that runs, or ran last. */
  get at(): string {
    return this.#at;
  }

  /**
   * Runs one step; `note` shows what it is at.
   *
   * @throws Error that names the step and what to do, where it fails.
   */
  async step<T>(title: string, advice: string, work: (note: (text: string) => void) => Promise<T>): Promise<T> {
    this.#signal.throwIfAborted();
    this.#at = title;
    let result: { readonly value: T } | undefined;
    const task = async (_: unknown, shown: Shown): Promise<void> => {
      const seconds = secondsFromNow();
      const value = await said(shown, seconds, work);
      result = { value };
      this.steps.push({ title, seconds: seconds() });
      this.#past.keep(title, seconds());
      shown.title = `${title} (${seconds().toFixed(1)} s)`;
    };
    const list = new Listr([{ title: `${title}${this.#expected(title)}`, task }], {
      renderer: process.stdout.isTTY ? 'default' : 'simple',
      registerSignalListeners: false,
    });
    try {
      await list.run();
    } catch (error) {
      if (this.#signal.aborted) throw error;
      throw new Error(`"${title}" failed: ${String(error)}\nWhat to do: ${advice}`);
    }
    return done(result, title);
  }

  #expected(title: string): string {
    const expected = this.#past.expected(title);
    return expected === undefined || expected.seconds < LONG
      ? ''
      : ` (${expected.seconds.toFixed(0)} s ${expected.words})`;
  }
}

/** The part of a step that shows it. */
interface Shown {
  title: string;
  output: string;
}

/** Does the work, and says meanwhile what it is at and since when. */
async function said<T>(
  shown: Shown,
  seconds: () => number,
  work: (note: (text: string) => void) => Promise<T>,
): Promise<T> {
  let noted = '';
  const say = (): void => {
    const time = seconds() < LONG ? [] : [`${seconds().toFixed(0)} s so far`];
    shown.output = [...(noted === '' ? [] : [noted]), ...time].join(', ');
  };
  const timer = setInterval(say, SAID_EVERY_MS);
  try {
    return await work((text) => {
      noted = text;
      if (process.stdout.isTTY) say();
    });
  } finally {
    clearInterval(timer);
  }
}

function secondsFromNow(): () => number {
  const start = performance.now();
  return () => (performance.now() - start) / 1000;
}

function done<T>(result: { readonly value: T } | undefined, title: string): T {
  if (result === undefined) throw new Error(`"${title}" ended without a result`);
  return result.value;
}
