import { copyFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aws_lambda as lambda, Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import { SETTINGS_FILE } from '../contract/index.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const built = new Set<string>();

/** Code of `lambda/<name>/index.ts` with all its imports, AWS SDK included; bundled once in a process. */
export function lambdaCode(name: string): lambda.Code {
  return lambda.Code.fromAsset(bundle(name));
}

/** The same with a file of settings beside it, which are this app's alone. */
export function lambdaCodeWith(scope: Construct, name: string, settings: unknown): lambda.Code {
  const { assetOutdir } = Stage.of(scope) ?? {};
  if (assetOutdir === undefined)
    throw new Error(`${scope.node.path}: got a function outside of an app, wanted one in it`);
  const folder = join(assetOutdir, 'functions', name);
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(bundle(name), 'index.js'), join(folder, 'index.js'));
  writeFileSync(join(folder, SETTINGS_FILE), JSON.stringify(settings));
  return lambda.Code.fromAsset(folder);
}

function bundle(name: string): string {
  const folder = join(ROOT, 'build', 'lambda', name);
  if (!built.has(name)) {
    const { outputFiles } = buildSync({
      entryPoints: [join(ROOT, 'lambda', name, 'index.ts')],
      write: false,
      bundle: true,
      minify: true,
      keepNames: true,
      platform: 'node',
      target: 'node22',
      // The SDK requires some modules by computed names, which an ES module bundle cannot.
      format: 'cjs',
      // parquetjs-lite sets variables that it never declares, which a strict bundle refuses as it loads.
      tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
      legalComments: 'none',
      logLevel: 'warning',
    });
    for (const { contents } of outputFiles) replaceFile(folder, 'index.js', contents);
    built.add(name);
  }
  return folder;
}

/** Another process may read the file at this moment, and must not find half of it. */
function replaceFile(folder: string, name: string, contents: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  // Beside the folder, since all that is in it belongs to the asset.
  const unfinished = `${folder}.${process.pid}`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, join(folder, name));
}
