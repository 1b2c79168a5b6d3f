import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Cloud, environmentFor } from '../../packages/local-cloud/cloud.ts';
import { type RunOptions, runModule } from '../project/run.ts';
import type { Plan } from './plan.ts';
import { type Row, row } from './rows.ts';

/** How a trial is ended, and who is told how far it is. */
type Watch = Pick<RunOptions, 'signal' | 'onLine'>;

/** Tries a plan with boto3, which knows every verb. The plan holds keys, so that only its reader may see it. */
export async function tryPlan(cloud: Cloud, plan: Plan, watch: Watch = {}): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-tried-'));
  try {
    const [planFile, out] = [join(folder, 'plan.json'), join(folder, 'rows.json')];
    writeFileSync(planFile, JSON.stringify(plan), { mode: 0o600 });
    await runModule('local', 'tried', ['--plan', planFile, '--out', out], { ...watch, env: environmentFor(cloud) });
    return z.array(row).parse(JSON.parse(readFileSync(out, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
