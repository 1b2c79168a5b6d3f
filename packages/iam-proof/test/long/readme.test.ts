import { exec } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PACKAGE = join(import.meta.dirname, '..', '..');
const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-proof-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Texts of the blocks of a language. */
function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)\`\`\``, 'gms'))].map(([, text = '']) => text);
}

/** Standard output of the block's commands, each beginning with a dollar sign. */
async function printed(block: string): Promise<string> {
  const outputs: string[] = [];
  for (const [, command = ''] of block.matchAll(/^\$ (.*)$/gm)) {
    const env = { ...process.env, NO_COLOR: '1' };
    const run = promisify(exec)(command.replaceAll('build/', `${folder}/`), { cwd: join(PACKAGE, '..', '..'), env });
    // Whoever can makes the exit code 1.
    outputs.push((await run.catch((error: { stdout: string }) => error)).stdout);
  }
  return outputs.join('');
}

test.each(blocks('console'))('the README says what its commands print: %#', async (block) => {
  expect(await printed(block)).toBe(block.replace(/^\$ .*\n/gm, ''));
});

test.each(blocks('ts'))("the README's code is that of the example: %#", (block) => {
  expect(readFileSync(join(PACKAGE, 'example', 'app.ts'), 'utf8')).toContain(block);
});
