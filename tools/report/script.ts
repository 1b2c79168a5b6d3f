import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** The page's script with the parts of echarts that it uses, for a script element. */
export function clientScript(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(import.meta.dirname, 'client', 'main.js')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles.map(({ text }) => text).join('\n');
}
