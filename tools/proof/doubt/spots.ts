import { type Assembly, isObject, type Json, type JsonObject } from './template.ts';

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
const SAID = ['Properties', 'DeletionPolicy', 'UpdateReplacePolicy', 'CreationPolicy', 'UpdatePolicy'];

/** Every value of every resource, and every resource; what an intrinsic function is made of is no value of its own. */
export function spotsOf({ templates }: Assembly): Spot[] {
  return Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).flatMap(([id, resource]) => {
      const top: Spot = { stack, path: ['Resources', id], value: resource, type: resource.Type, place: resource.Type };
      const said = SAID.flatMap((name) => {
        const value = resource[name];
        const place = name === 'Properties' ? resource.Type : `${resource.Type}.@${name}`;
        return value === undefined ? [] : spotsIn({ ...top, path: [...top.path, name], value, place });
      });
      return [top, ...said.filter(({ path }) => path.length > 3 || path[2] !== 'Properties')];
    }),
  );
}

function spotsIn(spot: Spot): Spot[] {
  const { value, path, place } = spot;
  if (isIntrinsic(value)) return [spot];
  if (Array.isArray(value)) {
    const items = value.map((item, at) => ({
      ...spot,
      path: [...path, at],
      value: item,
      place: `${place}[${nameOf(item)}]`,
    }));
    return [spot, ...items.flatMap(spotsIn)];
  }
  if (!isObject(value)) return [spot];
  const inner = Object.entries(value).flatMap(([key, each]): Spot[] =>
    each === undefined ? [] : [{ ...spot, path: [...path, key], value: each, place: `${place}.${key}` }],
  );
  return [spot, ...inner.flatMap(spotsIn)];
}

/** A reference, or a text put together. */
export function isIntrinsic(value: Json | undefined): value is JsonObject {
  return isObject(value) && Object.keys(value).length === 1 && /^(Ref|Fn::\w+)$/.test(Object.keys(value)[0] ?? '');
}

/** What tells a statement from others of its document. */
function nameOf(item: Json): string {
  return isObject(item) && typeof item.Sid === 'string' ? item.Sid.replace(/\d+$/, '') : '';
}

/** Puts another value in a place, or takes away what stands there. */
export function replace({ templates }: Assembly, { stack, path }: Spot, to: Json | undefined): void {
  const [last, ...rest] = path.toReversed();
  const parent = rest.toReversed().reduce<Json | undefined>(within, templates[stack] as Json | undefined);
  if (Array.isArray(parent) && typeof last === 'number') parent.splice(last, 1, ...(to === undefined ? [] : [to]));
  else if (isObject(parent) && typeof last === 'string' && to !== undefined) parent[last] = to;
  else if (isObject(parent) && typeof last === 'string') delete parent[last];
  else throw new Error(`nothing at ${path.join('/')} of ${stack}`);
}

function within(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value) && typeof key === 'number') return value[key];
  return isObject(value) ? value[key] : undefined;
}
