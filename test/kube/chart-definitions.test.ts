import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDefinitions } from '../../tools/kube/render/chart-definitions.ts';

test('the source of a chart gets the definitions that it is packed with: none that its values leave out, and nothing else of their folder', () => {
  const [from, chart] = ['definitions', 'chart'].map((name) => mkdtempSync(join(tmpdir(), `${name}-`)));
  if (from === undefined || chart === undefined) throw new Error('wanted two folders');
  for (const kind of ['PushSecret', 'ExternalSecret'])
    writeFileSync(join(from, `${kind}.yaml`), `kind: CustomResourceDefinition\nspec: {names: {kind: ${kind}}}`);
  writeFileSync(join(from, 'kustomization.yaml'), 'kind: Kustomization');
  mkdirSync(join(chart, 'templates'));
  addDefinitions(from, chart, { crds: { createPushSecret: false, createExternalSecret: true } });
  expect(readdirSync(join(chart, 'crds'))).toEqual(['ExternalSecret.yaml']);
  addDefinitions(from, chart, {});
  expect(readdirSync(join(chart, 'crds')).sort()).toEqual(['ExternalSecret.yaml', 'PushSecret.yaml']);
});
