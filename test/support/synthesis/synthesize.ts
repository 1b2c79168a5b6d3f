import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { ExplainedChecks } from '../../../lib/aspects/explained-checks.ts';
import { makeApp } from '../../../lib/stacks/make-app.ts';
import { CHANGES } from './changes.ts';
import type { Wanted } from './wanted.ts';

/** Makes an app with the rule packs on, as `bin/app.ts` does, and writes its cloud assembly. */
export function synthesizeTo(outdir: string, { config, change, context = {} }: Wanted): void {
  const app = makeApp(config, { outdir, context });
  for (const pack of [new AwsSolutionsChecks(app), new NIST80053R5Checks(app)]) {
    Validations.of(app).addPlugins(new ExplainedChecks(app, pack));
  }
  if (change !== undefined) CHANGES[change](app);
  synthesizeInSilence(app);
}

/** A finding that is left fails a synthesis, after all is written; a test reads it out of the report. */
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
