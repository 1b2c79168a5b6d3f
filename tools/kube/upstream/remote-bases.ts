import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repositoryAt } from './repositories.ts';

/** A folder of another repository that a kustomization takes in. */
export interface RemoteBase {
  readonly repository: string;
  readonly revision: string;
}

const FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** The kustomization of a folder, and its file. */
export function kustomizationOf(folder: string): { readonly file: string; readonly content: Kustomization } {
  const name = FILES.find((file) => existsSync(join(folder, file)));
  if (name === undefined) throw new Error(`${folder}: got no kustomization.yaml there, wanted one`);
  const file = join(folder, name);
  return { file, content: parse(readFileSync(file, 'utf8')) };
}

export interface Kustomization {
  readonly resources?: readonly string[];
  readonly bases?: readonly string[];
  readonly components?: readonly string[];
  readonly patches?: readonly unknown[];
}

/** Every remote base that a folder's kustomization takes in, itself or through another. */
export function remoteBases(folder: string): RemoteBase[] {
  const { resources = [], bases = [], components = [] } = kustomizationOf(folder).content;
  return [...resources, ...bases, ...components].flatMap((entry) => {
    if (entry.startsWith('https://github.com/')) {
      return [{ repository: repositoryAt(entry), revision: new URL(entry).searchParams.get('ref') ?? 'HEAD' }];
    }
    const inner = join(folder, entry);
    return FILES.some((file) => existsSync(join(inner, file))) ? remoteBases(inner) : [];
  });
}
