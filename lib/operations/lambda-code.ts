import { join } from 'node:path';
import { aws_lambda as lambda } from 'aws-cdk-lib';
import { buildSync } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');
const built = new Set<string>();

/** Code of `lambda/<name>/index.ts` with all its imports, AWS SDK included; bundled once in a process. */
export function lambdaCode(name: string): lambda.Code {
  const folder = join(ROOT, 'build', 'lambda', name);
  if (!built.has(name)) {
    buildSync({
      entryPoints: [join(ROOT, 'lambda', name, 'index.ts')],
      outfile: join(folder, 'index.js'),
      bundle: true,
      minify: true,
      keepNames: true,
      platform: 'node',
      target: 'node22',
      // The SDK requires some modules by computed names, which an ES module bundle cannot.
      format: 'cjs',
      legalComments: 'none',
      logLevel: 'warning',
    });
    built.add(name);
  }
  return lambda.Code.fromAsset(folder);
}
