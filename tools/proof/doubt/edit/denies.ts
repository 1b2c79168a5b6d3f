/** The Deny statements of the buckets' policies, and mistakes made in them. */

import { type Mutant, mistake } from '../mutant.ts';
import type { At, Edit } from './edits.ts';
import { type BucketLayer, bucketPolicy } from './find.ts';
import { hasSid, statement } from './statements.ts';
import { isObject, type Json } from './template.ts';

/** Condition keys by which a Deny on the connection goes; such a statement has no sid. */
export const TLS = { plain: 'aws:SecureTransport', old: 's3:TlsVersion' } as const;

/** A statement's condition goes by a key. */
export function goesBy(key: string): (each: Json) => boolean {
  return (each) =>
    isObject(each) && each.Condition !== undefined && JSON.stringify(each.Condition).includes(`"${key}"`);
}

/** The Deny of a bucket that goes by the connection. */
export function connectionDeny(layer: BucketLayer, key: string): At {
  return statement(bucketPolicy(layer), 'PolicyDocument', `of ${layer} that goes by ${key}`, goesBy(key));
}

/** Mistakes within the one Deny that their sentences are about. */
export function weak(layer: BucketLayer, sid: string, edits: Readonly<Record<string, (deny: At) => Edit>>): Mutant[] {
  const deny = statement(bucketPolicy(layer), 'PolicyDocument', sid, hasSid(sid));
  return Object.entries(edits).map(([name, edit]) => mistake('resource', name, edit(deny)));
}
