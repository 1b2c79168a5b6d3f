/** CloudFormation templates as plain JSON. */

export type Json = string | number | boolean | null | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json | undefined;
}

export interface Resource extends JsonObject {
  readonly Type: string;
  Properties?: JsonObject;
}

/** One stack's template. */
export interface Template {
  Resources: Record<string, Resource>;
  [section: string]: JsonObject | Json | undefined;
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
  readonly templates: Record<string, Template>;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value that stands for itself or for a list, as a list of its own. */
export function listed(value: Json | undefined): Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? [...value] : [value];
}
