import type { JsonObject } from './json.ts';

/** A resource as its template has it, its references not yet resolved. */
export interface TemplateResource {
  readonly type: string;
  readonly properties: JsonObject;
  /** Any attribute beside Type and Properties: DeletionPolicy, Condition, Metadata. */
  readonly attributes: JsonObject;
}

/** One stack of a cloud assembly. */
export interface Stack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Buckets that its files are uploaded to. */
  readonly assetBuckets: readonly string[];
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly conditions: JsonObject;
  readonly outputs: JsonObject;
  readonly parameters: JsonObject;
}

/** Every stack of a cloud assembly, as `cdk synth` writes it. */
export interface Assembly {
  readonly folder: string;
  readonly stacks: readonly Stack[];
}
