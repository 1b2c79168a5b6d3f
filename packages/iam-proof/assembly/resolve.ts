import { CannotTell } from '../cannot-tell.ts';
import { type Physical, physicalOf } from './arns.ts';
import { isList, isObject, type Json, type JsonObject, listAt, objectAt, show, textAt } from './json.ts';
import { partitionOf } from './partition.ts';
import type { Assembly, Stack } from './template.ts';

/** A property that CloudFormation drops. */
const NO_VALUE = Symbol('AWS::NoValue');
type Resolved = Json | typeof NO_VALUE;
type Intrinsic = (argument: Json, stack: Stack, where: string) => Resolved;

/** Puts what it stands for in place of every reference, of all the stacks of one assembly. Anything else is an error. */
export class Resolver {
  readonly #stacks: readonly Stack[];
  readonly #open = new Set<string>();
  readonly #intrinsics: Readonly<Record<string, Intrinsic>> = {
    Ref: (argument, stack, where) => this.#ref(textAt(argument, where), stack, where),
    'Fn::GetAtt': (argument, stack, where) => this.#attribute(argument, stack, where),
    'Fn::Join': (argument, stack, where) => this.#join(argument, stack, where),
    'Fn::Sub': (argument, stack, where) => this.#substitute(argument, stack, where),
    'Fn::If': (argument, stack, where) => this.#if(argument, stack, where),
    'Fn::ImportValue': (argument, _, where) => this.#import(textAt(argument, where), where),
  };

  constructor({ stacks }: Pick<Assembly, 'stacks'>) {
    this.#stacks = stacks;
  }

  /**
   * The value as AWS will see it.
   *
   * @throws CannotTell with the path of the first part that is not understood.
   */
  resolve(value: Json, stack: Stack, where: string): Json {
    const resolved = this.#value(value, stack, where);
    if (resolved === NO_VALUE) throw new CannotTell(where, 'got AWS::NoValue, wanted a value');
    return resolved;
  }

  #value(value: Json, stack: Stack, where: string): Resolved {
    if (typeof value === 'string') return plain(value, where);
    if (isList(value)) return present(value.map((item, index) => this.#value(item, stack, `${where}[${index}]`)));
    if (!isObject(value)) return value;
    const [name] = Object.keys(value).filter((key) => key === 'Ref' || key.startsWith('Fn::'));
    if (name !== undefined) {
      const { [name]: argument, ...others } = value;
      const intrinsic = this.#intrinsics[name];
      if (intrinsic === undefined || argument === undefined || Object.keys(others).length > 0)
        throw new CannotTell(where, `${name} is not understood`);
      return intrinsic(argument, stack, `${where}.${name}`);
    }
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, inner]) => [key, this.#value(inner, stack, `${where}.${key}`)] as const)
        .filter((entry): entry is readonly [string, Json] => entry[1] !== NO_VALUE),
    );
  }

  #text(value: Json | undefined, stack: Stack, where: string): string {
    const resolved = value === undefined ? undefined : this.resolve(value, stack, where);
    return typeof resolved === 'number' ? String(resolved) : textAt(resolved, where);
  }

  #ref(name: string, stack: Stack, where: string): Resolved {
    if (name === 'AWS::NoValue') return NO_VALUE;
    if (name === 'AWS::Region') return stack.region;
    if (name === 'AWS::Partition') return partitionOf(stack.region);
    if (name in stack.parameters) throw new CannotTell(where, `the parameter ${name} has no value before a deployment`);
    return this.#physical(name, stack, where).ref;
  }

  #attribute(argument: Json, stack: Stack, where: string): Json {
    const [id, ...path] = listAt(argument, where).map((part) => textAt(part, where));
    const { ref, attributes, isNameless } = this.#physical(textAt(id, where), stack, where);
    const attribute = path.join('.');
    const value = attributes[attribute] ?? (isNameless ? `${ref}.${attribute}` : undefined);
    if (value === undefined) throw new CannotTell(where, `the attribute ${show(argument)} is not understood`);
    return value;
  }

  #physical(id: string, stack: Stack, where: string): Physical {
    const resource = stack.resources[id];
    if (resource === undefined)
      throw new CannotTell(where, `${id} is neither a resource nor a parameter of ${stack.name}`);
    const key = `${stack.name}/${id}`;
    if (this.#open.has(key)) throw new CannotTell(where, `${id} refers to itself`);
    this.#open.add(key);
    try {
      const properties = this.#nameProperties(resource.properties, stack, key);
      const physical = physicalOf({ stack, id, type: resource.type, properties });
      if (physical === undefined)
        throw new CannotTell(where, `a reference to a resource of type ${resource.type} is not understood`);
      return physical;
    } finally {
      this.#open.delete(key);
    }
  }

  /** Only what a name can be made of: the rest may hold what nobody can resolve, and need not be. */
  #nameProperties(properties: JsonObject, stack: Stack, where: string): JsonObject {
    const names = Object.entries(properties).filter(([key]) => /Name$|^(Path|DatabaseInput)$/.test(key));
    return objectAt(this.resolve(Object.fromEntries(names), stack, where), where);
  }

  #join(argument: Json, stack: Stack, where: string): string {
    const [separator, parts] = listAt(argument, where);
    return listAt(parts, where)
      .map((part) => this.#text(part, stack, where))
      .join(textAt(separator, where));
  }

  #substitute(argument: Json, stack: Stack, where: string): string {
    const text = plain(textAt(argument, where), where);
    return text.replace(/\$\{([^}]+)\}/g, (_, Ref: string) => this.#text({ Ref }, stack, where));
  }

  #if(argument: Json, stack: Stack, where: string): Resolved {
    const [condition, yes, no] = listAt(argument, where);
    const chosen = this.#holds(textAt(condition, where), stack, where) ? yes : no;
    if (chosen === undefined) throw new CannotTell(where, 'got no value, wanted one for each outcome');
    return this.#value(chosen, stack, where);
  }

  #holds(name: string, stack: Stack, where: string): boolean {
    const { 'Fn::Equals': equals, ...rest } = objectAt(stack.conditions[name], `${where} ${name}`);
    if (equals === undefined || Object.keys(rest).length > 0)
      throw new CannotTell(where, `the condition ${name} is not understood`);
    const [left, right] = listAt(equals, where).map((part) => this.#text(part, stack, where));
    return left === right;
  }

  #import(wanted: string, where: string): Json {
    for (const stack of this.#stacks) {
      for (const [name, output] of Object.entries(stack.outputs)) {
        const { Export, Value } = objectAt(output, `${stack.name} Outputs.${name}`);
        if (Export === undefined || Value === undefined) continue;
        if (this.#text(objectAt(Export, where).Name, stack, where) === wanted) return this.resolve(Value, stack, where);
      }
    }
    throw new CannotTell(where, `the import "${wanted}" is exported by no stack of this assembly`);
  }
}

function present(values: readonly Resolved[]): Json {
  return values.filter((value): value is Json => value !== NO_VALUE);
}

function plain(text: string, where: string): string {
  if (text.includes('{{resolve:'))
    throw new CannotTell(where, `the dynamic reference ${show(text)} has no value before a deployment`);
  return text;
}
