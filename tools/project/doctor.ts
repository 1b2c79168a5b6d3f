import { examine, type Finding } from './checks.ts';
import { ROOT } from './paths.ts';

/**
 * Stops a command before it starts on a machine that cannot run it.
 *
 * @throws Error with each failure and what mends it.
 */
export async function requireHealthyMachine(): Promise<void> {
  const failures = (await examine(ROOT)).filter(({ ok }) => !ok);
  if (failures.length > 0) throw new Error(failures.map(machineLine).join('\n'));
}

export function machineLine({ ok, name, got, wanted, fix }: Finding): string {
  return ok ? `ok    ${name}: ${got}` : `FAIL  ${name}: got ${got}, wanted ${wanted}. To mend it: ${fix}`;
}
