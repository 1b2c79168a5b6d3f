import { isList, isObject, type Json, type JsonObject } from '../../../packages/iam-proof/index.ts';
import type { Assembly, Resource } from './template.ts';

/** A value of a template, by the names and places in lists that lead to it. */
export interface Spot {
  readonly stack: string;
  readonly path: readonly (string | number)[];
  readonly value: Json;
  /** Type of the resource that it is of. */
  readonly type: string;
  /** Type and path, without the numbers of lists. */
  readonly place: string;
}

/** Attributes of a resource that say what becomes of it. */
const ATTRIBUTES = ['DeletionPolicy', 'UpdateReplacePolicy', 'CreationPolicy', 'UpdatePolicy'];

/** Every value of every resource, and every resource; what an intrinsic function is made of is no value of its own. */
export function spotsOf({ templates }: Assembly): Spot[] {
  return Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).flatMap(([id, resource]) => spotsOfResource(stack, id, resource)),
  );
}

/** Whether it is a resource rather than something that one says. */
export function isResource({ path }: Spot): boolean {
  return path.length === 2;
}

function spotsOfResource(stack: string, id: string, resource: Resource): Spot[] {
  const { Type: type, Properties = {} } = resource;
  const top: Spot = { stack, path: ['Resources', id], value: resource, type, place: type };
  const properties = itemsOf({ ...top, path: [...top.path, 'Properties'], value: Properties });
  const attributes = ATTRIBUTES.flatMap((name) => {
    const value = resource[name];
    return value === undefined ? [] : [{ ...top, path: [...top.path, name], value, place: `${type}.@${name}` }];
  });
  return [top, ...[...properties, ...attributes].flatMap(spotsIn)];
}

function spotsIn(spot: Spot): Spot[] {
  return [spot, ...itemsOf(spot).flatMap(spotsIn)];
}

function itemsOf(spot: Spot): Spot[] {
  const { value, path, place } = spot;
  if (isIntrinsic(value)) return [];
  if (isList(value)) {
    return value.map((item, at) => ({ ...spot, path: [...path, at], value: item, place: `${place}[${sidOf(item)}]` }));
  }
  const items = isObject(value) ? Object.entries(value) : [];
  return items.map(([name, item]) => ({ ...spot, path: [...path, name], value: item, place: `${place}.${name}` }));
}

/** A reference, or a text put together. */
export function isIntrinsic(value: Json): value is JsonObject {
  return isObject(value) && /^(Ref|Fn::\w+)$/.test(Object.keys(value).join());
}

/** What tells a statement from others of its document. */
function sidOf(item: Json): string {
  return isObject(item) && typeof item.Sid === 'string' ? item.Sid.replace(/\d+$/, '') : '';
}
