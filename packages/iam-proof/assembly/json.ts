import { CannotTell } from '../cannot-tell.ts';

/** Any value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** An object, or a word on what stands there instead. */
export function objectAt(value: Json | undefined, where: string): JsonObject {
  if (!isObject(value)) throw new CannotTell(where, `got ${show(value)}, wanted an object`);
  return value;
}

/** A text, or a word on what stands there instead. */
export function textAt(value: Json | undefined, where: string): string {
  if (typeof value !== 'string') throw new CannotTell(where, `got ${show(value)}, wanted a text`);
  return value;
}

/** A list; nothing at all is an empty one. */
export function listAt(value: Json | undefined, where: string): readonly Json[] {
  if (value === undefined) return [];
  if (!isList(value)) throw new CannotTell(where, `got ${show(value)}, wanted a list`);
  return value;
}

/** Every text within a value. */
export function textsWithin(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (isList(value)) return value.flatMap(textsWithin);
  return isObject(value) ? Object.values(value).flatMap(textsWithin) : [];
}

/** The value as one short line of an error. */
export function show(value: Json | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
