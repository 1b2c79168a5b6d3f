import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aws_s3_assets as assets, Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const EXAMPLES = join(ROOT, 'examples');

/** Uploads the folder of the build: all that the image is made of, so that the asset's hash tells one image from another. */
export function imageSource(scope: Construct, from: string): assets.Asset {
  const { assetOutdir } = Stage.of(scope) ?? {};
  if (assetOutdir === undefined)
    throw new Error(`${scope.node.path}: got an image outside of an app, wanted it in one`);
  const path = join(assetOutdir, 'notebook-image');
  rmSync(path, { recursive: true, force: true });
  mkdirSync(join(path, 'examples'), { recursive: true });
  for (const name of ['Dockerfile', 'buildspec.json']) cpSync(join(import.meta.dirname, name), join(path, name));
  cpSync(join(ROOT, 'requirements', 'image.txt'), join(path, 'requirements.txt'));
  for (const name of readdirSync(EXAMPLES).filter((each) => /\.(ipynb|py)$/.test(each))) {
    cpSync(join(EXAMPLES, name), join(path, 'examples', name));
  }
  writeFileSync(join(path, 'base'), `${from}\n`);
  return new assets.Asset(scope, 'Source', { path });
}
