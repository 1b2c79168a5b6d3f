/** Templates as plain JSON. */

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export function object(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {};
}

/** A value that stands for itself or for a list. */
export function list(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** Characters of what a value stands for as JSON without blanks; what only a deployment knows is counted as an ARN. */
export function lengthOf(value: Json): number {
  return JSON.stringify(value, (_, each: Json) => within(each)).length;
}

/** A text of joined parts as one, and in place of a reference as many letters as an ARN has. */
export function within(value: Json | undefined): Json {
  const { 'Fn::Join': join, 'Fn::GetAtt': attribute, 'Fn::Sub': sub, Ref: reference } = object(value);
  if (isList(join))
    return list(join[1])
      .map((part) => String(within(part)))
      .join(String(join[0]));
  if (attribute !== undefined || reference !== undefined || sub !== undefined) return 'x'.repeat(ARN);
  return value ?? null;
}

/** Letters of the longest that a template refers to. */
const ARN = 110;

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
