/** Edits that a mistake makes in a template. Each throws where there is nothing to edit. */

import { isReference, type Place, places } from './find.ts';
import { isObject, type Json, type JsonObject, list, listed, object, type Resource } from './template.ts';

/** Sets a property, `A.B.C`; all but the last must be there. */
export function set(place: Place, path: string, value: Json): void {
  const { parent, key } = parentOf(place, path);
  parent[key] = value;
}

/** Removes a property, `A.B.C`, that must be there. */
export function unset(place: Place, path: string): void {
  const { parent, key } = parentOf(place, path);
  if (parent[key] === undefined) throw new Error(`${place.id} has no ${path}`);
  delete parent[key];
}

export function get(place: Place, path: string): Json {
  const { parent, key } = parentOf(place, path);
  const value = parent[key];
  if (value === undefined) throw new Error(`${place.id} has no ${path}`);
  return value;
}

/** Appends to a list that is there or not. */
export function append(place: Place, path: string, ...values: Json[]): void {
  const { parent, key } = parentOf(place, path);
  parent[key] = [...listed(parent[key]), ...values];
}

/** Adds a resource to the stack that another stands in. */
export function add(beside: Place, id: string, type: string, properties: JsonObject): void {
  const template = beside.assembly.templates[beside.stack];
  if (template === undefined) throw new Error(`no stack ${beside.stack}`);
  if (template.Resources[id] !== undefined) throw new Error(`${beside.stack} has a ${id} already`);
  const resource: Resource = { Type: type, Properties: properties };
  template.Resources[id] = resource;
}

/** Takes a resource out of its stack. */
export function remove({ assembly, stack, id }: Place): void {
  delete assembly.templates[stack]?.Resources[id];
}

/** Sets a key of a live object. */
export function put(of: JsonObject, key: string, value: Json): void {
  of[key] = value;
}

/** Takes a key out of a live object. */
export function lose(of: JsonObject, key: string): void {
  if (of[key] === undefined) throw new Error(`no ${key} among ${Object.keys(of).join(', ')}`);
  delete of[key];
}

/** Renames a key, such as the operator of a condition. */
export function rename(of: JsonObject, from: string, to: string): void {
  const value = of[from];
  if (value === undefined) throw new Error(`no ${from} among ${Object.keys(of).join(', ')}`);
  delete of[from];
  of[to] = value;
}

/** Adds to a value that stands for itself or for a list. */
export function widen(of: JsonObject, key: string, ...values: Json[]): void {
  if (of[key] === undefined) throw new Error(`no ${key} among ${Object.keys(of).join(', ')}`);
  of[key] = [...listed(of[key]), ...values];
}

/** Takes from a list what a test finds. */
export function narrow(of: JsonObject, key: string, isGone: (value: Json) => boolean): void {
  const kept = list(of[key], key).filter((value) => !isGone(value));
  if (kept.length === list(of[key], key).length) throw new Error(`nothing to take from ${JSON.stringify(of[key])}`);
  of[key] = kept;
}

/** Documents of an identity's own rights: inline, and the policies of its stack that name it. */
export function identityDocuments(who: Place): JsonObject[] {
  const inline = listed(who.properties.Policies).map((policy) => object(policy, 'policy').PolicyDocument);
  const attached = places(who.assembly, 'AWS::IAM::Policy').filter(
    ({ stack, properties }) =>
      stack === who.stack &&
      [...listed(properties.Roles), ...listed(properties.Users)].some((each) => isReference(each, who.id)),
  );
  const documents = [...inline, ...attached.map(({ properties }) => properties.PolicyDocument)];
  return documents.map((document) => object(document, 'policy document'));
}

/** Statements of a document: the live list. */
export function statements(document: Json | undefined): Json[] {
  return list(object(document, 'policy document').Statement, 'Statement');
}

export function statement(document: Json | undefined, what: string, is: (each: JsonObject) => boolean): JsonObject {
  const found = statements(document).find((each) => isObject(each) && is(each));
  if (!isObject(found)) throw new Error(`no statement ${what}`);
  return found;
}

/** Condition of a statement: the live object. */
export function condition(of: JsonObject): JsonObject {
  return object(of.Condition, 'Condition');
}

/** Keys that an operator of a statement's condition asks: the live object. */
export function asked(of: JsonObject, operator: string): JsonObject {
  return object(condition(of)[operator], operator);
}

/** A statement of an identity that allows an action, named as it stands there. */
export function allowing(who: Place, action: string): JsonObject {
  const all = identityDocuments(who).flatMap(statements).filter(isObject);
  const found = all.find((each) => each.Effect === 'Allow' && listed(each.Action).includes(action));
  if (found === undefined) throw new Error(`nothing lets ${who.id} ${action}`);
  return found;
}

/** One more Allow among an identity's own rights. */
export function allow(who: Place, action: Json, resource: Json, when?: JsonObject): void {
  const [document] = identityDocuments(who);
  const given: JsonObject = { Effect: 'Allow', Action: action, Resource: resource, ...(when && { Condition: when }) };
  statements(document).push(given);
}

function parentOf(place: Place, path: string): { parent: JsonObject; key: string } {
  const keys = path.split('.');
  const key = keys.pop();
  if (key === undefined) throw new Error('no path');
  const parent = keys.reduce<JsonObject>((at, each) => object(at[each], `${place.id} ${path}`), place.properties);
  return { parent, key };
}
