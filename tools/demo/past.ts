import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { firstRunSteps } from '../measure/measured.ts';
import type { Demo } from './demo.ts';

const kept = z.object({ seed: z.number(), small: z.boolean(), seconds: z.record(z.string(), z.number()) });

/** How long a step may take, and how that is known. */
interface Expected {
  readonly seconds: number;
  readonly words: 'last time' | 'where it was measured';
}

/** What the demo remembers of the runs before it, beside the state of their cloud. */
export interface Past {
  readonly expected: (title: string) => Expected | undefined;
  readonly keep: (title: string, seconds: number) => void;
}

export function pastOf(state: string, { seed, small }: Pick<Demo, 'seed' | 'small'>): Past {
  const file = join(state, 'demo.json');
  const seconds = existsSync(file) ? kept.parse(JSON.parse(readFileSync(file, 'utf8'))).seconds : {};
  const measured = small ? {} : firstRunSteps();
  return {
    expected: (title) => {
      const [last, there] = [seconds[title], measured[title]];
      if (last !== undefined) return { seconds: last, words: 'last time' };
      return there === undefined ? undefined : { seconds: there, words: 'where it was measured' };
    },
    keep: (title, took) => {
      seconds[title] = took;
      mkdirSync(state, { recursive: true });
      writeFileSync(file, JSON.stringify({ seed, small, seconds }));
    },
  };
}
