import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../../../lib/config/config.ts';
import { makeApp } from '../../../../lib/stacks/make-app.ts';
import type { Assembly } from '../edit/template.ts';

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
