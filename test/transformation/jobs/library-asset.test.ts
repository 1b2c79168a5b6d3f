import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { libraryAsset } from '../../../lib/transformation/jobs/library-asset.ts';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'library-'));
});
afterEach(() => rmSync(outdir, { recursive: true }));

/** Files of the zip that a synthesis stages. */
function staged(): string[] {
  const stack = new Stack(new App({ outdir }), 'Jobs');
  const { assetPath } = libraryAsset(stack, 'Library');
  return readdirSync(join(outdir, assetPath), { recursive: true, encoding: 'utf8' });
}

test('the jobs find both packages at the root of their zip, with the data that they read', () => {
  const wanted = [
    'replica/__init__.py',
    'replica/silver/clean.py',
    'replica/rules/reason.sql',
    'contract/__init__.py',
    'contract/words.json',
  ];
  expect(staged()).toEqual(
    expect.arrayContaining([...wanted, 'contract/reasons.csv', 'contract/tables/pi_event.json']),
  );
});

test('nothing else goes with them', () => {
  expect(staged().filter((file) => /\.(ts|md|toml|pyc)$|schema\.json$|^[^/]+\.py$/.test(file))).toEqual([]);
});
