import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'layers-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Names of the rules that a tree of two files breaks, the first of which imports the second. */
async function broken(from: string, to: string, line = 'import'): Promise<string[]> {
  const specifier = `${'../'.repeat(from.split('/').length - 1)}${to}`;
  for (const [file, text] of [
    [to, 'export const word = 1;\n'],
    [from, `${line} { word } from '${specifier}';\nexport type Word = typeof word;\n`],
  ] as const) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const { tsConfig: _, ...options } = await extractDepcruiseOptions('./.dependency-cruiser.js');
  const { output } = await cruise(['.'], { ...options, validate: true, baseDir: root });
  if (typeof output === 'string') throw new Error(`wanted a result, got ${output}`);
  return output.summary.violations.map(({ rule }) => rule.name);
}

test.each([
  ['lib/stacks/ingestion-stack.ts', 'lib/extraction/sender-role.ts'],
  ['lib/extraction/sender-role.ts', 'lib/contract/index.ts'],
  ['lib/extraction/sender-role.ts', 'lib/functions/pipeline-function.ts'],
  ['lambda/landing-intake/index.ts', 'lambda/runtime/environment.ts'],
  ['lambda/stream-to-bronze/manifest.ts', 'lib/contract/manifest.ts'],
  ['tools/demo/run.ts', 'packages/iam-proof/index.ts'],
  ['bin/app.ts', 'lib/stacks/airlock-stacks.ts'],
])('%s may import %s', async (from, to) => {
  expect(await broken(from, to)).toEqual([]);
});

test.each([
  ['lib/extraction/sender-role.ts', 'lib/ingestion/landing-intake.ts', 'stages-apart'],
  ['lib/extraction/sender-role.ts', 'lib/stacks/ingestion-stack.ts', 'stages-apart'],
  ['lib/stacks/ingestion-stack.ts', 'tools/project/run.ts', 'product-alone'],
  ['lib/contract/index.ts', 'lib/config/config.ts', 'contract'],
  ['lib/alarms/metrics.ts', 'lib/ingestion/landing-intake.ts', 'alarms'],
  ['bin/app.ts', 'lib/extraction/sender-role.ts', 'bin'],
  ['lambda/landing-intake/index.ts', 'lib/config/load-config.ts', 'lambda'],
  ['lambda/landing-intake/index.ts', 'lambda/landing-sweep/missing.ts', 'lambdas-apart'],
  ['lambda/landing-intake/index.ts', 'node_modules/aws-cdk-lib/index.js', 'no-cdk-in-a-bundle'],
  ['packages/iam-proof/app/build.ts', 'lib/contract/index.ts', 'iam-proof'],
  ['tools/proof/prove.ts', 'packages/iam-proof/app/build.ts', 'iam-proof-face'],
  ['tools/proof/promise/places.ts', 'lib/contract/index.ts', 'proof-apart'],
  ['packages/local-cloud/cloud.ts', 'tools/project/paths.ts', 'local-cloud'],
  ['tools/demo/run.ts', 'test/support/stacks.ts', 'no-test-in-code'],
  ['tools/trial/identities.ts', 'tools/demo/run.ts', 'trial'],
  ['tools/report/verdict/judge.ts', 'tools/demo/run.ts', 'report'],
])('%s may not import %s', async (from, to, rule) => {
  expect(await broken(from, to)).toContain(rule);
});

test('an import of types alone is a climb too', async () => {
  expect(await broken('lib/contract/index.ts', 'lib/config/config.ts', 'import type')).toContain('contract');
});

test('import-linter sees every Python file: each folder of a package says that it is one', () => {
  const roots = [
    'contract',
    'glue-scripts/replica',
    'packages/local-cloud/conformance',
    'packages/local-cloud/standin',
  ];
  const all = [
    ...roots,
    'tools/bench',
    'tools/plant',
    'tools/trial/tried',
    'tools/report/replica_figures',
    'tools/demo/own_kinds',
  ];
  const files = all.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => join(root, file)),
  );
  const folders = files.filter((file) => file.endsWith('.py')).map((file) => dirname(file));
  expect([...new Set(folders)].filter((folder) => !existsSync(join(folder, '__init__.py')))).toEqual([]);
});
