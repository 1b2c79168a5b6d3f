import { type Assembly, isList, isObject, type Json, type JsonObject } from '../../packages/iam-proof/index.ts';

/** A resource of a template, as far as an estimate reads it. */
export interface Deployed {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;

  /** What errors call it. */
  readonly where: string;
}

/** Every resource of an assembly. */
export function deployedIn({ stacks }: Assembly): Deployed[] {
  return stacks.flatMap(({ name: stack, resources }) =>
    Object.entries(resources).map(([id, { type, properties }]) => ({
      stack,
      id,
      type,
      properties,
      where: `${stack} ${id} (${type})`,
    })),
  );
}

/** A text whose references are written as what they refer to, in angle brackets. */
export function flatText(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return String(value ?? '');
  const join = value['Fn::Join'];
  if (isList(join) && isList(join[1])) return join[1].map(flatText).join(String(join[0]));
  return `<${referred(value)}>`;
}

/** Logical id, or name of another stack's output, that an intrinsic refers to. */
function referred(value: JsonObject): string {
  if (typeof value.Ref === 'string') return value.Ref;
  const attribute = value['Fn::GetAtt'];
  if (isList(attribute)) return String(attribute[0]);
  const output = value['Fn::GetStackOutput'];
  return isObject(output) ? String(output.OutputName) : JSON.stringify(value);
}

/** JSON within a property whose references stand for themselves, such as a dashboard's body or a state machine's definition. */
export function jsonWithin(value: Json | undefined): Json {
  return JSON.parse(flatText(value));
}

/** Every object within a value. */
export function objectsWithin(value: Json | undefined): JsonObject[] {
  if (isList(value)) return value.flatMap(objectsWithin);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsWithin)] : [];
}
