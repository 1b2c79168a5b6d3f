import { type FileAssetLocation, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type GlueVersion, makeWheels, wheelsName } from './wheels.ts';

/**
 * Uploads the packages that the jobs install at their start, as one zip of wheels. A synthesis needs no zip: the CDK's
 * CLI has it made when it uploads it. An `Asset` would lose the ending by which Glue knows it.
 */
export function wheelsAsset(scope: Construct, glueVersion: GlueVersion): FileAssetLocation {
  return Stack.of(scope).synthesizer.addFileAsset({
    executable: makeWheels(glueVersion),
    sourceHash: wheelsName(glueVersion),
    displayName: 'Wheels.gluewheels.zip',
  });
}
