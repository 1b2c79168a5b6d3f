import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { templateDigests, toolVersions } from '../../tools/demo/steps/evidence.ts';

test('each template stands by its name and the digest of its bytes, and nothing else of the folder does', () => {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-assembly-'));
  for (const name of ['b.template.json', 'a.template.json', 'manifest.json']) writeFileSync(join(folder, name), name);
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  expect(templateDigests(folder)).toEqual([
    { name: 'a', sha256: digest('a.template.json') },
    { name: 'b', sha256: digest('b.template.json') },
  ]);
  rmSync(folder, { recursive: true });
});

test('versions are those that are installed', () => {
  expect(toolVersions()).toMatchObject({
    Node: process.version,
    'aws-cdk-lib': expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
});
