import type { JsonObject } from '../assembly/json.ts';
import type { Policy } from '../iam/policy.ts';

/** A role or user of the app, with every policy that speaks on it. */
export interface Identity {
  readonly kind: 'role' | 'user';
  readonly arn: string;
  readonly name: string;
  /** IAM path, with both slashes. */
  readonly path: string;
  readonly policies: readonly Policy[];
  readonly boundary?: readonly Policy[];
  /** ARN of a boundary that stands neither in the assembly nor in AWS's list: taken for one that takes nothing away. */
  readonly unknownBoundary?: string;
  /** Who may assume the role. */
  readonly trust?: Policy;
  readonly source: string;
  readonly properties: JsonObject;
}

/** Kinds of resources that a policy of their own may guard. */
export type GuardedKind = 'bucket' | 'queue' | 'topic' | 'stream' | 'key' | 'secret' | 'function';

/** A resource that has, or could have, a policy of its own. */
export interface Guarded {
  readonly kind: GuardedKind;
  readonly arn: string;
  /** Patterns of every ARN that the resource's policy is asked about. */
  readonly guards: readonly string[];
  readonly policies: readonly Policy[];
  readonly source: string;
}

/** A resource with all that could be resolved. */
export interface Resource {
  readonly type: string;
  readonly source: string;
  readonly properties: JsonObject;
  /** The value of `Ref`, where that is known. */
  readonly ref?: string;
  readonly arn?: string;
  readonly attributes: JsonObject;
}

/** Everything of an assembly that bears on who may do what. */
export interface App {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** Buckets that the code of its stacks is uploaded to. */
  readonly assetBuckets: readonly string[];
  readonly identities: readonly Identity[];
  readonly guarded: readonly Guarded[];
  /** Every resource, references resolved. */
  readonly resources: readonly Resource[];
}
