/** One more right of somebody, as a mistake; and the documents that give one. */

import { type Mutant, mistake, type Where } from '../mutant.ts';
import { append, type Edit, lets } from './edits.ts';
import { type BucketLayer, bucketPolicy, type Finder } from './find.ts';
import { type Given, type GivenObject, type On, on } from './given.ts';
import { documentOf } from './statements.ts';

/** Makes mistakes by which somebody has one more right; the words of each go on after who it is. */
export function rights(where: Where, subject: string, who: Finder) {
  return (words: string, action: Given, resource: Given, when?: GivenObject): Mutant =>
    mistake(where, `${subject} ${words}`, allow(who, action, resource, when));
}

/** One more Allow among an identity's own rights. */
export function allow(who: Finder, Action: Given, Resource: Given, Condition?: GivenObject): Edit {
  return append(documentOf(who), 'Statement', { Effect: 'Allow', Action, Resource, Condition });
}

/** A principal element. */
export function aws(AWS: string | On<string>): GivenObject {
  return { AWS };
}

/** A document of one Allow. */
export function allowed(statement: GivenObject): GivenObject {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] };
}

/** A document that lets its holder read a bucket. */
export function reading(layer: BucketLayer): GivenObject {
  return allowed({ Action: 's3:GetObject', Resource: on(`${layer}/*`) });
}

/** An inline policy that does. */
export function inline(layer: BucketLayer, PolicyName = 'Read'): GivenObject {
  return { PolicyName, PolicyDocument: reading(layer) };
}

/** One more Allow in landing's policy: to read it, by whoever is named, if anybody is. */
export function openLanding(Principal?: GivenObject): Edit {
  const read = { Action: 's3:GetObject', Resource: on('landing/*'), Principal };
  return lets(bucketPolicy('landing'), 'PolicyDocument', read);
}
