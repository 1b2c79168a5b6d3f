import { constants } from 'node:os';
import type { Progress } from './progress.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The wish that the demo ends early: Ctrl-C, or another program's signal. */
export class Stop {
  readonly #controller = new AbortController();
  #by: (typeof SIGNALS)[number] | undefined;

  constructor() {
    // Not `once`: what is pressed again would end the demo before it has put away its programs.
    for (const name of SIGNALS) process.on(name, () => this.#ask(name));
    // A terminal that was closed takes no word; what is to be ended is ended all the same.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get isAsked(): boolean {
    return this.signal.aborted;
  }

  /** As a shell has it of a program that a signal ended. */
  get code(): number {
    return 128 + constants.signals[this.#by ?? 'SIGINT'];
  }

  /** What stands, and how to go on. */
  words({ at }: Progress): string {
    return [
      `Stopped${at === '' ? '' : ` at "${at}"`}. Nothing of it runs on; what was done before stays done: what is installed, and the local cloud with its data.`,
      'To go on: npm run demo, with the same options.',
    ].join('\n');
  }

  #ask(name: (typeof SIGNALS)[number]): void {
    if (this.isAsked) return;
    this.#by = name;
    console.error('\nStopping: programs are ended and the local cloud is put away …');
    this.#controller.abort(new Error(`ended by ${name}`));
  }
}
