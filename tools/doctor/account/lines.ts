import type { Result } from './result.ts';

const WORDS = { fine: 'ok     ', finding: 'FAIL   ', unclear: 'UNCLEAR' } as const;

export function accountLine({ state, name, got, wanted, fix }: Result): string {
  const line = `${WORDS[state]} ${name}: `;
  return state === 'fine' ? `${line}${got}` : `${line}got ${got}, wanted ${wanted}. To mend it: ${fix}`;
}

/** 1 where something is amiss, else 2 where something could not be seen. */
export function exitCode(results: readonly Result[]): number {
  if (results.some(({ state }) => state === 'finding')) return 1;
  return results.some(({ state }) => state === 'unclear') ? 2 : 0;
}
