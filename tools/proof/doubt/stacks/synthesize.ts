import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../../../lib/config/config.ts';
import { makeApp } from '../../../../lib/stacks/make-app.ts';
import type { Assembly } from '../template.ts';

/** The templates that the CDK makes of a configuration. */
export function synthesize(name: string, config: Config): Assembly {
  const { environment, account, region } = config;
  const outdir = mkdtempSync(join(tmpdir(), 'airlock-mutants-'));
  try {
    const { stacks } = makeApp(config, { outdir }).synth();
    const templates = Object.fromEntries(stacks.map((stack) => [stack.stackName, stack.template]));
    const uploads = stacks.map(({ stackTemplateAssetObjectUrl: url = '' }) => url.split('/')[2] ?? '');
    const assetBuckets = [...new Set(uploads)];
    // As a file would hold it.
    return JSON.parse(JSON.stringify({ name, environment, account, region, assetBuckets, config, templates }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
