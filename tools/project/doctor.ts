import { Command } from 'commander';
import { examine, type Finding } from './checks.ts';
import { ROOT } from './paths.ts';

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check that this machine has what the project needs')
    .option('--json', 'print the findings for a program')
    .action(async ({ json }: { json?: true }) => {
      const findings = await examine(ROOT);
      console.log(json ? JSON.stringify(findings, null, 2) : findings.map(line).join('\n'));
      if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
    });
}

/**
 * Stops a command before it starts on a machine that cannot run it.
 *
 * @throws Error with each failure and what mends it.
 */
export async function requireHealthyMachine(): Promise<void> {
  const failures = (await examine(ROOT)).filter(({ ok }) => !ok);
  if (failures.length > 0) throw new Error(failures.map(line).join('\n'));
}

function line({ ok, name, got, wanted, fix }: Finding): string {
  return ok ? `ok    ${name}: ${got}` : `FAIL  ${name}: got ${got}, wanted ${wanted}. To mend it: ${fix}`;
}
