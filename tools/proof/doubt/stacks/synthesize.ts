import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type AppProps } from 'aws-cdk-lib';
import type { Config } from '../../../../lib/config/config.ts';
import { makeStacks } from '../../../../lib/stacks/airlock-stacks.ts';
import { ROOT } from '../../../project/paths.ts';
import type { Assembly } from '../edit/template.ts';

/** The app of a configuration with the feature flags of cdk.json, its stacks made. */
export function makeApp(config: Config, props: AppProps = {}): App {
  // The layers of the kubectl function are 60 MB; no template depends on what is in an asset.
  const unstaged = { 'aws:cdk:disable-asset-staging': true };
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  const app = new App({ analyticsReporting: false, ...props, context: { ...context, ...unstaged } });
  makeStacks(app, config);
  return app;
}

/** The templates that the CDK makes of a configuration. */
export function synthesize(name: string, config: Config): Assembly {
  const { environment, account, region } = config;
  const outdir = mkdtempSync(join(tmpdir(), 'airlock-mutants-'));
  try {
    const { stacks } = makeApp(config, { outdir }).synth();
    const templates = Object.fromEntries(stacks.map((stack) => [stack.stackName, stack.template]));
    return { name, environment, account, region, templates: JSON.parse(JSON.stringify(templates)) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
