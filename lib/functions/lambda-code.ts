import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aws_lambda as lambda } from 'aws-cdk-lib';
import { buildSync } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');
const built = new Set<string>();

/** Code of `lambda/<name>/index.ts` with all its imports, AWS SDK included; bundled once in a process. */
export function lambdaCode(name: string): lambda.Code {
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
  return lambda.Code.fromAsset(folder);
}

/** Another process may read the file at this moment, and must not find half of it. */
function replaceFile(folder: string, name: string, contents: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  // Beside the folder, since all that is in it belongs to the asset.
  const unfinished = `${folder}.${process.pid}`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, join(folder, name));
}
