/** Statements of the policies that a template holds, as live objects. Each finder throws where there is none. */

import { type Finder, identityDocuments } from './find.ts';
import type { On } from './given.ts';
import { isObject, type Json, type JsonObject, list, listed, object } from './template.ts';

/** The first document of an identity's own rights. */
export function documentOf(who: Finder): On<JsonObject> {
  return (assembly) => object(identityDocuments(who(assembly))[0], 'policy document');
}

/** Statements of a document: the live list. */
export function statements(document: Json | undefined): Json[] {
  return list(object(document, 'policy document').Statement, 'Statement');
}

/** The statement of a document, the value of a property, that is as wanted. */
export function statement(
  of: Finder,
  document: string,
  what: string,
  is: (each: JsonObject) => boolean,
): On<JsonObject> {
  return (assembly) => first(statements(of(assembly).properties[document]), what, is);
}

/** The statement of an identity's own rights that is as wanted. */
export function ownStatement(who: Finder, what: string, is: (each: JsonObject) => boolean): On<JsonObject> {
  return (assembly) => first(identityDocuments(who(assembly)).flatMap(statements), what, is);
}

/** A statement of an identity that allows an action, named as it stands there. */
export function allowing(who: Finder, action: string): On<JsonObject> {
  return ownStatement(who, `that lets it ${action}`, allows(action));
}

export function hasSid(sid: string): (each: Json) => boolean {
  return (each) => isObject(each) && each.Sid === sid;
}

export function allows(action: string): (each: JsonObject) => boolean {
  return ({ Effect, Action }) => Effect === 'Allow' && listed(Action).includes(action);
}

/** The Allow of a policy to a service. */
export function allowTo(of: Finder, document: string, Service: string): On<JsonObject> {
  return statement(of, document, `that lets ${Service}`, ({ Effect, Principal }) => {
    return Effect === 'Allow' && JSON.stringify(Principal) === JSON.stringify({ Service });
  });
}

function first(all: readonly Json[], what: string, is: (each: JsonObject) => boolean): JsonObject {
  const found = all.find((each) => isObject(each) && is(each));
  if (!isObject(found)) throw new Error(`no statement ${what}`);
  return found;
}
