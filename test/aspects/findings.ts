import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyFolder, type Wanted } from '../support/synthesis/wanted.ts';

/** A finding as the report of a synthesis has it; one that is suppressed has a reason, and the id that it goes by. */
export interface Reported {
  readonly rule: string;
  readonly path: string;
  readonly reason?: string;
  readonly acknowledgedId?: string;
  readonly acknowledgedAt?: string;
}

interface Entry {
  readonly ruleName: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
  readonly reason?: string;
  readonly acknowledgedId?: string;
  readonly acknowledgedAt?: string;
}

/** Findings of the packs in an app, as its synthesis reports them. */
export async function reportOf(wanted: Wanted): Promise<Record<'left' | 'suppressed', Reported[]>> {
  const file = join(await assemblyFolder(wanted), 'validation-report.json');
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8'));
  const all = (kind: string): Reported[] =>
    pluginReports.flatMap((report: Record<string, Entry[]>) => (report[kind] ?? []).flatMap(reported));
  return { left: all('violations'), suppressed: all('suppressedViolations') };
}

function reported({ ruleName: rule, violatingConstructs, ...rest }: Entry): Reported[] {
  return violatingConstructs.map(({ constructPath: path }) => ({ rule, path, ...rest }));
}
