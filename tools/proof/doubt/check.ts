import { CannotTell, type Solver } from '../../../packages/iam-proof/index.ts';
import { asksOf } from '../properties/asked/every.ts';
import { brokenBy } from '../prove.ts';
import type { Assembly } from './template.ts';
import { placesIn } from './templates-of.ts';

/** What the proof says first against an assembly: the promise, or why it cannot tell; undefined where it is proven. */
export type Check = (assembly: Assembly) => Promise<string | undefined>;

/** The proof as judge, which looks no further than to its first finding. */
export function checkWith(solver: Solver): Check {
  return async (assembly) => {
    try {
      const places = placesIn(assembly);
      for await (const { property, who, message } of brokenBy(places, asksOf(places), solver)) {
        return `${property}: ${who}: ${message}`;
      }
      return undefined;
    } catch (error) {
      if (!(error instanceof CannotTell)) throw error;
      return `cannot tell: ${error.message}`;
    }
  };
}
