/** The Deny statements of the buckets' policies, and a mistake made in one of them. */

import { type Mutant, mistake } from '../mutant.ts';
import { statement } from './edits.ts';
import { type BucketLayer, bucketPolicy } from './find.ts';
import { type Assembly, isObject, type Json, type JsonObject, object } from './template.ts';

/** Condition keys by which a Deny on the connection goes; such a statement has no sid. */
export const TLS = { plain: 'aws:SecureTransport', old: 's3:TlsVersion' } as const;

/** Document of a bucket's policy: the live object. */
export function policyDocument(assembly: Assembly, layer: BucketLayer): JsonObject {
  return object(bucketPolicy(assembly, layer).properties.PolicyDocument, `policy of ${layer}`);
}

/** A statement's condition goes by a key. */
export function goesBy(each: Json, key: string): boolean {
  return isObject(each) && each.Condition !== undefined && JSON.stringify(each.Condition).includes(`"${key}"`);
}

/** The Deny of a bucket that goes by the connection. */
export function connectionDeny(assembly: Assembly, layer: BucketLayer, key: string): JsonObject {
  return statement(policyDocument(assembly, layer), `of ${layer} that goes by ${key}`, (each) => goesBy(each, key));
}

/** A mistake within the one Deny that its sentence is about. */
export function weak(
  layer: BucketLayer,
  sid: string,
  name: string,
  edit: (deny: JsonObject, assembly: Assembly) => void,
): Mutant {
  return mistake('resource', name, (assembly) =>
    edit(
      statement(policyDocument(assembly, layer), sid, (each) => each.Sid === sid),
      assembly,
    ),
  );
}
