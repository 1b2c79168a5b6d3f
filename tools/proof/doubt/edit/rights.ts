/** One more right of somebody, as a mistake; and the documents that give one. */

import { type Mutant, mistake, type Where } from '../mutant.ts';
import { type On, objects } from './arn.ts';
import { policyDocument } from './denies.ts';
import { allow, statements } from './edits.ts';
import type { BucketLayer, Place } from './find.ts';
import type { Assembly, Json, JsonObject } from './template.ts';

/** Makes mistakes by which somebody has one more right; the words of each go on after who it is. */
export function rights(
  where: Where,
  subject: string,
  who: (assembly: Assembly) => Place,
): (words: string, action: Json, on: string | On, when?: JsonObject) => Mutant {
  return (words, action, on, when) =>
    mistake(where, `${subject} ${words}`, (assembly) =>
      allow(who(assembly), action, typeof on === 'string' ? on : on(assembly), when),
    );
}

export function documentOf(...Statement: Json[]): JsonObject {
  return { Version: '2012-10-17', Statement };
}

/** A document that lets its holder read a bucket. */
export function reading(assembly: Assembly, layer: BucketLayer): JsonObject {
  return documentOf({ Effect: 'Allow', Action: 's3:GetObject', Resource: objects(assembly, layer) });
}

/** One more Allow in landing's policy: to read it, by whoever is named, if anybody is. */
export function openLanding(assembly: Assembly, Principal?: Json): void {
  const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: objects(assembly, 'landing') };
  statements(policyDocument(assembly, 'landing')).push(Principal === undefined ? read : { ...read, Principal });
}
