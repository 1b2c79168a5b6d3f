import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toMatchFile } from 'jest-file-snapshot';
import { loadConfig } from '../../lib/load-config.ts';
import { buildApp } from '../../tools/proof/app/build.ts';
import { readAssembly } from '../../tools/proof/assembly/read.ts';
import type { Assembly } from '../../tools/proof/assembly/template.ts';
import { matrixOf } from '../../tools/proof/matrix/matrix.ts';
import { placesOf } from '../../tools/proof/promise/places.ts';
import { findingsOf } from '../../tools/proof/properties/every.ts';
import { makeApp } from '../support/stacks.ts';

expect.extend({ toMatchFile });

function assemblyOf(environment: string): Assembly {
  const outdir = mkdtempSync(join(tmpdir(), 'airlock-proof-'));
  try {
    makeApp(loadConfig(environment), { outdir, analyticsReporting: false }).synth();
    return readAssembly(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

test('who may do what in prod, action by action, is as airlock.md says', async () => {
  const page = await matrixOf(assemblyOf('prod'));
  expect(page).toMatchFile(join(import.meta.dirname, '..', 'golden', 'airlock.md'));
});

test.each(['prod', 'dev', 'local'])('%s keeps every promise that can be looked up', (environment) => {
  expect(findingsOf(placesOf(buildApp(assemblyOf(environment))))).toEqual([]);
});
