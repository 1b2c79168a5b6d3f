import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { ExplainedChecks } from '../lib/aspects/explained-checks.ts';
import type { Config } from '../lib/config/config.ts';
import { loadConfig } from '../lib/config/load-config.ts';
import { unheardAlarms } from '../lib/config/unheard.ts';
import { LimitChecks } from '../lib/limits/limit-checks.ts';
import { makeStacks } from '../lib/stacks/airlock-stacks.ts';
import { ProofCheck } from './proof-check.ts';

const app = new App();
for (const pack of [new AwsSolutionsChecks(app), new NIST80053R5Checks(app)]) {
  Validations.of(app).addPlugins(new ExplainedChecks(app, pack));
}
const config = load(app.node.tryGetContext('env'));
Validations.of(app).addPlugins(new LimitChecks(config));
if (isProved(app.node.tryGetContext('proof'), config)) Validations.of(app).addPlugins(new ProofCheck());
makeStacks(app, config);
const unheard = unheardAlarms(config);
if (unheard !== undefined) console.error(unheard);

/** Whoever only looks at templates may do without the proof; what data is kept in is never deployed without it. */
function isProved(asked: unknown, { environment, removalPolicy }: Config): boolean {
  if (asked === undefined) return true;
  if (asked === 'off' && removalPolicy === 'destroy') return false;
  const wanted = asked === 'off' ? `no such word for ${environment}, which retains its data` : 'off, or nothing';
  return fail(`-c proof: got "${asked}", wanted ${wanted}`);
}

/** A fault of the configuration is told in a sentence: a stack of calls would bury it. */
function load(environment: unknown): Config {
  try {
    return loadConfig(environment);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
