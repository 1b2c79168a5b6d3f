import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { ExplainedChecks } from '../lib/aspects/explained-checks.ts';
import type { Config } from '../lib/config/config.ts';
import { loadConfig } from '../lib/config/load-config.ts';
import { LimitChecks } from '../lib/limits/limit-checks.ts';
import { makeStacks } from '../lib/stacks/airlock-stacks.ts';

const app = new App();
for (const pack of [new AwsSolutionsChecks(app), new NIST80053R5Checks(app)]) {
  Validations.of(app).addPlugins(new ExplainedChecks(app, pack));
}
const config = load(app.node.tryGetContext('env'));
Validations.of(app).addPlugins(new LimitChecks(config));
makeStacks(app, config);

/** A fault of the configuration is told in a sentence: a stack of calls would bury it. */
function load(environment: unknown): Config {
  try {
    return loadConfig(environment);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
