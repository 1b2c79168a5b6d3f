import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { aws_s3_assets as assets, IgnoreMode, SymlinkFollowMode } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Uploads the packages that the jobs import, `replica` and `contract`, as one zip of modules and data. */
export function libraryAsset(scope: Construct, id: string): assets.Asset {
  const path = join(ROOT, 'build', 'library');
  mkdirSync(path, { recursive: true });
  link(join(ROOT, 'glue-scripts', 'replica'), join(path, 'replica'));
  link(join(ROOT, 'contract'), join(path, 'contract'));
  return new assets.Asset(scope, id, {
    path,
    exclude: ['*', '!*/', '!*.py', '!*.sql', '!*.csv', '!*.json', '__pycache__', '*.schema.json'],
    ignoreMode: IgnoreMode.GIT,
    followSymlinks: SymlinkFollowMode.ALWAYS,
  });
}

function link(target: string, at: string): void {
  try {
    symlinkSync(target, at, 'junction');
  } catch (error) {
    // It stands from an earlier synthesis, or another process made it at this moment.
    if (!existsSync(at)) throw error;
  }
}
