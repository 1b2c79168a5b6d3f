import { RemovalPolicy } from 'aws-cdk-lib';
import type { Config } from '../config/config.ts';

/** What becomes of a resource that holds data or a name when its stack goes. */
export function removalOf({ removalPolicy }: Pick<Config, 'removalPolicy'>): RemovalPolicy {
  return removalPolicy === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
