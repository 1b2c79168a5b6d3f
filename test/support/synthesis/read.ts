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

  /** Bucket that they are uploaded to. */
  readonly assetBucket: string;

  /** Names of the stacks that are deployed before it. */
  readonly after: readonly string[];
}

interface Manifest {
  readonly artifacts: Record<
    string,
    {
      readonly type: string;
      readonly properties: { readonly templateFile: string; readonly stackTemplateAssetObjectUrl: string };
      readonly dependencies?: readonly string[];
    }
  >;
}

const STACK = 'aws:cloudformation:stack';

/** Stacks in a cloud assembly's folder, in the order in which they were made. */
export function readStacks(folder: string): Stack[] {
  const { artifacts } = readJson<Manifest>(folder, 'manifest.json');
  return Object.entries(artifacts)
    .filter(([, { type }]) => type === STACK)
    .map(([name, { properties, dependencies = [] }]) => ({
      name,
      after: dependencies.filter((each) => artifacts[each]?.type === STACK),
      assetBucket: properties.stackTemplateAssetObjectUrl.split('/')[2] ?? '',
      template: readJson<StackTemplate>(folder, properties.templateFile),
      assets: readJson<{ files: Assets }>(folder, `${name}.assets.json`).files,
    }));
}

function readJson<T>(folder: string, file: string): T {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}
