import { violation } from '../../tools/project/import-rule.ts';

test.each([
  ['lib/stacks/ingestion-stack.ts', 'lib/extraction/sender-role.ts'],
  ['lib/extraction/sender-role.ts', 'lib/contract/'],
  ['lambda/landing-intake/index.ts', 'lambda/runtime/environment.ts'],
  ['lambda/stream-to-bronze/manifest.ts', 'lib/contract/manifest.ts'],
  ['lib/extraction/sender-role.ts', 'aws-cdk-lib'],
])('%s may import %s', (from, to) => {
  expect(violation({ from, to })).toBeUndefined();
});

test.each([
  ['lib/extraction/sender-role.ts', 'lib/ingestion/landing-intake.ts'],
  ['lib/stacks/ingestion-stack.ts', 'tools/project/run.ts'],
  ['lib/contract/', 'lib/config/config.ts'],
  ['bin/app.ts', 'lib/extraction/sender-role.ts'],
  ['lambda/landing-intake/index.ts', 'lib/config/load-config.ts'],
  ['lambda/landing-intake/index.ts', 'aws-cdk-lib'],
  ['lib/contract/', 'constructs'],
  ['lib/contract/manifest.ts', 'constructs'],
])('%s may not import %s', (from, to) => {
  expect(violation({ from, to })).toContain(`${from} imports ${to}`);
});
