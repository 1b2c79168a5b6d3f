import { RemovalPolicy } from 'aws-cdk-lib';
import type { Config } from '../config/config.ts';

/** The fate, when its stack goes, of a resource that holds data or a name. */
export function removalOf({ removalPolicy }: Pick<Config, 'removalPolicy'>): RemovalPolicy {
  return removalPolicy === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
