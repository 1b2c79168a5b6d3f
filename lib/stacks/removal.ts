import { RemovalPolicy } from 'aws-cdk-lib';
import type { Config } from '../config/config.ts';

/**
 * The fate of a resource that holds data, when its stack goes. What is kept is still deleted where its own creation is
 * rolled back: a first deployment that failed can be repeated, and holds no data yet.
 */
export function removalOf({ removalPolicy }: Pick<Config, 'removalPolicy'>): RemovalPolicy {
  return removalPolicy === 'retain' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
}
