import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../../project/run.ts';
import type { Source } from '../application.ts';
import type { KubeObject } from '../objects.ts';
import { KUBE } from '../places.ts';
import type { Programs } from '../programs.ts';
import { kustomizationOf } from '../upstream/remote-bases.ts';
import { objectsOf } from './objects-of.ts';

/** Where the files of a source lie, and how they are made objects of. */
export interface Kitchen {
  readonly checkout: string;
  readonly programs: Programs;
  readonly environment: NodeJS.ProcessEnv;
}

/** What a source is known by: where it comes from, its patches, and who renders it. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

/** The objects of a source as Argo CD builds them: its patches are added to the kustomization of its folder. Rendered once. */
export async function kustomized(source: Source, kitchen: Kitchen): Promise<KubeObject[]> {
  const { version } = kitchen.programs;
  const kept = join(KUBE, 'rendered', `${digestOf([source, version])}.json`);
  if (!existsSync(kept)) {
    const objects = await build(source, kitchen);
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, JSON.stringify(objects));
  }
  return JSON.parse(readFileSync(kept, 'utf8'));
}

async function build({ path = '.', kustomize }: Source, kitchen: Kitchen): Promise<KubeObject[]> {
  const folder = join(kitchen.checkout, path);
  if (kustomize === undefined) return built(folder, kitchen);
  // Beside the folder, so that what its files refer to lies where it did.
  const patched = mkdtempSync(`${folder}.`);
  try {
    cpSync(folder, patched, { recursive: true });
    const { file, content } = kustomizationOf(patched);
    const { patches = [], ...others } = kustomize;
    if (Object.keys(others).length > 0)
      throw new Error(`${path}: got kustomize.${Object.keys(others)}, wanted patches alone`);
    writeFileSync(file, JSON.stringify({ ...content, patches: [...(content.patches ?? []), ...patches] }));
    return await built(patched, kitchen);
  } finally {
    rmSync(patched, { recursive: true, force: true });
  }
}

async function built(folder: string, { programs, environment }: Kitchen): Promise<KubeObject[]> {
  const file = join(mkdtempSync(join(KUBE, 'built-')), 'objects.yaml');
  try {
    await run(programs.kubectl, ['kustomize', folder, '--output', file], { env: environment });
    return await objectsOf(file, programs.kubectl);
  } finally {
    rmSync(dirname(file), { recursive: true, force: true });
  }
}
