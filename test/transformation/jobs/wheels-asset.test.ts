import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { wheelsAsset } from '../../../lib/transformation/jobs/wheels-asset.ts';

const wheels = (glueVersion: '5.1' | '6.0') => wheelsAsset(new Stack(new App(), 'Jobs'), glueVersion);

test.each(['5.1', '6.0'] as const)('the wheels of Glue %s keep the ending by which Glue knows them', (glueVersion) => {
  expect(wheels(glueVersion).objectKey).toMatch(/^[0-9a-f]{64}\.gluewheels\.zip$/);
});

test('each Python of Glue has wheels of its own', () => {
  expect(wheels('5.1').objectKey).not.toBe(wheels('6.0').objectKey);
});

test('the CLI has them made from the lock of the Python that this Glue runs', () => {
  const app = new App();
  wheelsAsset(new Stack(app, 'Jobs'), '6.0');
  const { directory } = app.synth();
  const { files } = JSON.parse(readFileSync(`${directory}/Jobs.assets.json`, 'utf8'));
  const sources = Object.values(Object(files)).map((file) => Object(file).source.executable);
  expect(sources).toContainEqual([
    'python3',
    'glue-scripts/gluewheels.py',
    '3.13',
    expect.stringMatching(/^build\/wheels\/[0-9a-f]{64}\.gluewheels\.zip$/),
  ]);
});

test.each(['3.11', '3.13'])('the lock of Python %s pins what the jobs are run with here', (python) => {
  const pins = (name: string) => readFileSync(`requirements/${name}.txt`, 'utf8').match(/^(duckdb|deltalake)==.*? /gm);
  expect(pins(`glue-${python}`)).toEqual(pins('jobs'));
});
