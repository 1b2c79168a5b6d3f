import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aws_s3_assets as assets, IgnoreMode, SymlinkFollowMode } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Uploads the packages that the jobs import, `replica` and `contract`, as one zip of modules and data. */
export function libraryAsset(scope: Construct, id: string): assets.Asset {
  const path = mkdtempSync(join(tmpdir(), 'airlock-library-'));
  symlinkSync(join(ROOT, 'glue-scripts', 'replica'), join(path, 'replica'), 'junction');
  symlinkSync(join(ROOT, 'contract'), join(path, 'contract'), 'junction');
  return new assets.Asset(scope, id, {
    path,
    exclude: ['*', '!*/', '!*.py', '!*.csv', '!*.json', '__pycache__', '*.schema.json'],
    ignoreMode: IgnoreMode.GIT,
    followSymlinks: SymlinkFollowMode.ALWAYS,
  });
}
