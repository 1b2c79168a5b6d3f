import type { JsonObject } from '../../../packages/iam-proof/index.ts';

/** A resource as CloudFormation has it. */
export interface Resource extends JsonObject {
  readonly Type: string;
}

/** One stack's template. */
interface Template extends JsonObject {
  readonly Resources: Readonly<Record<string, Resource>>;
}

/** The templates that a synthesis leaves of one configuration. */
export interface Assembly {
  /** Its name for people: `prod`, or `prod` with an option. */
  readonly name: string;
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  /** Buckets that its files are uploaded to. */
  readonly assetBuckets: readonly string[];
  /** What it was made of. */
  readonly config: JsonObject;
  /** Templates by stack name. */
  readonly templates: Readonly<Record<string, Template>>;
}
