import { type Context, init, killThreads, type Model } from 'z3-solver/build/node.js';
import { Unmodelled } from './unmodelled.ts';

/** Longest time for one question; those of the shipped configurations take milliseconds. */
const MILLISECONDS = 20_000;

/** The solver of Microsoft Research, in this process. */
export class Z3 {
  readonly #em: unknown;
  /** Ends when the question before has its answer: the solver's memory is for one at a time. */
  #free: Promise<unknown> = Promise.resolve();
  readonly #context: Context<'proof'>;

  private constructor(loaded: Awaited<ReturnType<typeof init>>) {
    this.#em = loaded.em;
    this.#context = loaded.Context('proof');
  }

  static async start(): Promise<Z3> {
    return new Z3(await init());
  }

  /**
   * The Booleans that are true in one way to satisfy an assertion, or undefined where there is no way.
   *
   * @throws Unmodelled where the solver finds no answer in time
   */
  satisfy(booleans: readonly string[], assertion: string): Promise<ReadonlySet<string> | undefined> {
    const answer = this.#free.then(() => this.#satisfy(booleans, assertion));
    this.#free = answer.catch(() => undefined);
    return answer;
  }

  /** Ends the solver's threads, which would keep the process alive. */
  async stop(): Promise<void> {
    await killThreads(this.#em);
  }

  async #satisfy(booleans: readonly string[], assertion: string): Promise<ReadonlySet<string> | undefined> {
    const solver = new this.#context.Solver();
    try {
      solver.set('timeout', MILLISECONDS);
      // Not eval_smtlib2_string: it hands the text to a thread and frees it before the thread has read it all.
      solver.fromString(
        [...booleans.map((name) => `(declare-const ${name} Bool)`), `(assert ${assertion})`].join('\n'),
      );
      const answer = await solver.check();
      if (answer === 'unknown') throw new Unmodelled(`the solver gives up: ${solver.reasonUnknown()}`);
      return answer === 'unsat' ? undefined : truthsOf(solver.model());
    } finally {
      solver.release();
    }
  }
}

function truthsOf(model: Model<'proof'>): Set<string> {
  const constants = model.decls().filter((each) => each.arity() === 0);
  return new Set(constants.filter((each) => model.get(each).toString() === 'true').map((each) => String(each.name())));
}
