import { CannotTell } from '../cannot-tell.ts';
import { type Physical, physicalOf } from './arns.ts';
import { isList, isObject, type Json, type JsonObject, listAt, objectAt, show, textAt } from './json.ts';
import { domainOf, partitionOf } from './partition.ts';
import type { Assembly, Stack } from './template.ts';

/** A property that CloudFormation drops. */
const NO_VALUE = Symbol('AWS::NoValue');
type Resolved = Json | typeof NO_VALUE;
type Intrinsic = (argument: Json, stack: Stack, where: string) => Resolved;

/** Puts what it stands for in place of every reference, of all the stacks of one assembly. Anything else is an error. */
export class Resolver {
  readonly #stacks: ReadonlyMap<string, Stack>;
  readonly #open = new Set<string>();
  readonly #intrinsics: Readonly<Record<string, Intrinsic>> = {
    Ref: (argument, stack, where) => this.#ref(textAt(argument, where), stack, where),
    'Fn::GetAtt': (argument, stack, where) => this.#attribute(argument, stack, where),
    'Fn::Join': (argument, stack, where) => this.#join(argument, stack, where),
    'Fn::Sub': (argument, stack, where) => this.#substitute(argument, stack, where),
    'Fn::Select': (argument, stack, where) => this.#select(argument, stack, where),
    'Fn::Split': (argument, stack, where) => this.#split(argument, stack, where),
    'Fn::If': (argument, stack, where) => this.#if(argument, stack, where),
    'Fn::ImportValue': (argument, stack, where) => this.#import(argument, stack, where),
    'Fn::GetStackOutput': (argument, stack, where) => this.#stackOutput(argument, stack, where),
  };

  constructor({ stacks }: Pick<Assembly, 'stacks'>) {
    this.#stacks = new Map(stacks.map((stack) => [stack.name, stack]));
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
    const [first, ...others] = Object.entries(value);
    if (first !== undefined && (first[0] === 'Ref' || first[0].startsWith('Fn::') || first[0] === 'Condition')) {
      const [name, argument] = first;
      const intrinsic = this.#intrinsics[name];
      // A policy statement has an element of this name.
      if (name !== 'Condition' || typeof argument === 'string') {
        if (intrinsic === undefined || others.length > 0) throw new CannotTell(where, `${name} is not understood`);
        return intrinsic(argument, stack, `${where}.${name}`);
      }
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
    const pseudo = pseudoParameters(stack)[name];
    if (pseudo !== undefined) return pseudo;
    if (name in stack.parameters) throw new CannotTell(where, `the parameter ${name} has no value before a deployment`);
    return this.#physical(name, stack, where).ref;
  }

  #attribute(argument: Json, stack: Stack, where: string): Json {
    const [id, ...path] = typeof argument === 'string' ? argument.split('.') : listAt(argument, where);
    const attribute = path.map((part) => textAt(part, where)).join('.');
    const { ref, attributes, isNameless } = this.#physical(textAt(id, where), stack, where);
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
    const names = Object.entries(properties).filter(([key]) => /Name$|^(Path|Url|DatabaseInput)$/.test(key));
    return objectAt(this.resolve(Object.fromEntries(names), stack, where), where);
  }

  #join(argument: Json, stack: Stack, where: string): string {
    const [separator, parts] = listAt(argument, where);
    const texts = listAt(this.resolve(parts ?? null, stack, where), where);
    return texts
      .map((part) => (typeof part === 'number' ? String(part) : textAt(part, where)))
      .join(textAt(separator, where));
  }

  #substitute(argument: Json, stack: Stack, where: string): string {
    const [template, given = {}] = isList(argument) ? argument : [argument];
    const variables = objectAt(given, where);
    return textAt(template, where).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      const own = variables[name];
      if (own !== undefined) return this.#text(own, stack, where);
      return this.#text(name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name }, stack, where);
    });
  }

  #select(argument: Json, stack: Stack, where: string): Json {
    const [index, list] = listAt(argument, where);
    const chosen = listAt(this.resolve(list ?? null, stack, where), where)[Number(index)];
    if (chosen === undefined) throw new CannotTell(where, `got the index ${show(index)}, wanted one within the list`);
    return chosen;
  }

  #split(argument: Json, stack: Stack, where: string): Json {
    const [separator, text] = listAt(argument, where);
    return this.#text(text, stack, where).split(textAt(separator, where));
  }

  #if(argument: Json, stack: Stack, where: string): Resolved {
    const [condition, yes, no] = listAt(argument, where);
    const chosen = this.#holds({ Condition: condition ?? null }, stack, where) ? yes : no;
    if (chosen === undefined) throw new CannotTell(where, 'got no value, wanted one for each outcome');
    return this.#value(chosen, stack, where);
  }

  #holds(condition: Json, stack: Stack, where: string): boolean {
    const [[name, argument] = []] = Object.entries(objectAt(condition, where));
    if (name === 'Condition') {
      const inner = stack.conditions[textAt(argument, where)];
      if (inner === undefined) throw new CannotTell(where, `the condition ${show(argument)} is not in the template`);
      return this.#holds(inner, stack, where);
    }
    const parts = listAt(argument, where);
    if (name === 'Fn::Equals') {
      const [left, right] = parts.map((part) => this.#text(part, stack, where));
      return left === right;
    }
    if (name === 'Fn::And') return parts.every((part) => this.#holds(part, stack, where));
    if (name === 'Fn::Or') return parts.some((part) => this.#holds(part, stack, where));
    if (name === 'Fn::Not') return !parts.some((part) => this.#holds(part, stack, where));
    throw new CannotTell(where, `the condition function ${show(name)} is not understood`);
  }

  #import(argument: Json, stack: Stack, where: string): Json {
    const wanted = this.#text(argument, stack, where);
    for (const other of this.#stacks.values()) {
      for (const [name, output] of Object.entries(other.outputs)) {
        const { Export, Value } = objectAt(output, `${other.name} Outputs.${name}`);
        if (Export === undefined || Value === undefined) continue;
        if (this.#text(objectAt(Export, where).Name, other, where) === wanted) return this.resolve(Value, other, where);
      }
    }
    throw new CannotTell(where, `the import "${wanted}" is exported by no stack of this assembly`);
  }

  #stackOutput(argument: Json, stack: Stack, where: string): Json {
    const { StackName, OutputName, Region } = objectAt(argument, where);
    const other = this.#stacks.get(textAt(StackName, where));
    const name = textAt(OutputName, where);
    if (other === undefined || (Region !== undefined && Region !== stack.region)) {
      throw new CannotTell(where, `the stack ${show(StackName)} is not in this assembly`);
    }
    const output = other.outputs[name];
    const value = output === undefined ? undefined : objectAt(output, where).Value;
    if (value === undefined) throw new CannotTell(where, `the stack ${other.name} has no output ${name}`);
    return this.resolve(value, other, `${other.name} Outputs.${name}`);
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

function pseudoParameters({ account, region, name }: Stack): Readonly<Record<string, string>> {
  const partition = partitionOf(region);
  return {
    'AWS::AccountId': account,
    'AWS::Partition': partition,
    'AWS::Region': region,
    'AWS::StackName': name,
    'AWS::StackId': `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/GENERATED`,
    'AWS::URLSuffix': domainOf(region),
  };
}
