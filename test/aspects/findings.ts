import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { ExplainedChecks } from '../../lib/aspects/explained-checks.ts';
import type { Config } from '../../lib/config/config.ts';
import { makeApp } from '../../lib/stacks/make-app.ts';

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

/** Findings of the packs in the app of a configuration, as its synthesis reports them. */
export function reportOf(
  config: Config,
  change: (app: App) => void = () => {},
): Record<'left' | 'suppressed', Reported[]> {
  const outdir = mkdtempSync(join(tmpdir(), 'airlock-nag-'));
  try {
    const app = makeApp(config, { outdir });
    for (const pack of [new AwsSolutionsChecks(app), new NIST80053R5Checks(app)]) {
      Validations.of(app).addPlugins(new ExplainedChecks(app, pack));
    }
    change(app);
    synthesizeInSilence(app);
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
    const all = (kind: string): Reported[] =>
      pluginReports.flatMap((report: Record<string, Entry[]>) => (report[kind] ?? []).flatMap(reported));
    return { left: all('violations'), suppressed: all('suppressedViolations') };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function reported({ ruleName: rule, violatingConstructs, ...rest }: Entry): Reported[] {
  return violatingConstructs.map(({ constructPath: path }) => ({ rule, path, ...rest }));
}

/** A finding that is left fails a synthesis; here it is read out of the report. */
function synthesizeInSilence(app: App): void {
  const { error } = console;
  const { exitCode } = process;
  console.error = () => {};
  try {
    app.synth();
  } catch (thrown) {
    if (!String(thrown).includes('Acknowledge with')) throw thrown;
  } finally {
    console.error = error;
    process.exitCode = exitCode;
  }
}
