import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A CloudFormation template, as far as the suites read it. */
export interface StackTemplate {
  readonly Resources: Record<string, { readonly Type: string; readonly DeletionPolicy?: string }>;
  readonly [section: string]: unknown;
}

/** Files that a stack uploads, by hash. */
export type Assets = Record<string, { readonly displayName?: string }>;

export interface Stack {
  readonly name: string;
  readonly template: StackTemplate;
  readonly assets: Assets;
}

interface Manifest {
  readonly artifacts: Record<string, { readonly type: string; readonly properties: { readonly templateFile: string } }>;
}

/** Stacks in a cloud assembly's folder, in the order in which they were made. */
export function readStacks(folder: string): Stack[] {
  const { artifacts } = readJson<Manifest>(folder, 'manifest.json');
  return Object.entries(artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([name, { properties }]) => ({
      name,
      template: readJson<StackTemplate>(folder, properties.templateFile),
      assets: readJson<{ files: Assets }>(folder, `${name}.assets.json`).files,
    }));
}

function readJson<T>(folder: string, file: string): T {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}
