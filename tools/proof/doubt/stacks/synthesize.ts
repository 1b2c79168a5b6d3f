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
    const uploads = stacks.flatMap(({ stackTemplateAssetObjectUrl: url }) =>
      url === undefined ? [] : [url.split('/')[2] ?? ''],
    );
    const assetBuckets = [...new Set(uploads)];
    return { name, environment, account, region, assetBuckets, config: plain(config), templates: plain(templates) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** As a file would hold it. */
function plain<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value));
}
