import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../lib/config/config.ts';
import { makeApp } from '../../lib/stacks/make-app.ts';
import { type Assembly, readAssembly } from '../../packages/iam-proof/index.ts';

/** The assembly of a configuration, made for this moment. */
export function synthesized(config: Config): Assembly {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-cost-'));
  // Whether a template is right is for a synthesis that deploys; here its engine would take seconds for nothing.
  process.env.CDK_VALIDATION = 'false';
  try {
    makeApp(config, { outdir: folder }).synth();
    return readAssembly(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
