import { join } from 'node:path';
import { once } from '../../project/installation.ts';
import { build, WITHOUT_C } from '../go.ts';
import { KUBE } from '../places.ts';
import type { ArgoSource } from './source.ts';

/** Argo CD's own program, which is each of its parts by the name that it is told: built once for what its source is. */
export async function argoProgram({ folder, version }: ArgoSource): Promise<string> {
  const program = join(KUBE, 'programs', 'argo-cd', version);
  const sources = ['VERSION', 'go.sum'].map((file) => join(folder, file));
  const built = once('Argo CD', `${program}.built`, sources, async () => {
    await build({ folder, command: './cmd', program, options: ['-ldflags', '-s -w'], env: WITHOUT_C });
  });
  if (!built.isDone()) await built.install();
  return program;
}
