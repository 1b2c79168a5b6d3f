import { physicalOf } from '../assembly/arns.ts';
import { isList, isObject, type Json, objectAt } from '../assembly/json.ts';
import type { Resolver } from '../assembly/resolve.ts';
import type { Assembly, Stack, TemplateResource } from '../assembly/template.ts';
import { CannotTell } from '../cannot-tell.ts';
import type { App, Resource } from './app.ts';
import { PLAIN_TYPES, READ_TYPES, SIDE_DOORS } from './types.ts';

/** The CDK's own count of what is used, which AWS drops. */
const METADATA = 'AWS::CDK::Metadata';

/** Sorts every resource of an assembly by what its type can mean for data. */
export function sortResources(
  assembly: Pick<Assembly, 'stacks'>,
  resolver: Resolver,
  plainTypes: readonly string[],
): Pick<App, 'resources' | 'sideDoors'> {
  const resources: Resource[] = [];
  const sideDoors: App['sideDoors'][number][] = [];
  for (const stack of assembly.stacks) {
    for (const [id, resource] of Object.entries(stack.resources)) {
      const source = `${stack.name}/${id}`;
      const why = SIDE_DOORS[resource.type];
      if (resource.type === METADATA) continue;
      if (why !== undefined) sideDoors.push({ type: resource.type, source, why });
      else {
        if (!READ_TYPES.has(resource.type)) refuseUnknown(resource, source, plainTypes);
        resources.push(resolved(stack, id, resource, resolver));
      }
    }
  }
  return { resources, sideDoors };
}

function resolved(
  stack: Stack,
  id: string,
  { type, properties, attributes }: TemplateResource,
  resolver: Resolver,
): Resource {
  const source = `${stack.name}/${id}`;
  if (attributes.Condition !== undefined) throw new CannotTell(source, 'a resource with a condition is not understood');
  const plain = objectAt(resolver.resolve(properties, stack, `${source} Properties`), source);
  const physical = physicalOf({ stack, id, type, properties: plain });
  return {
    type,
    source,
    properties: plain,
    attributes,
    ...(physical && { ref: physical.ref, arn: physical.attributes.Arn ?? physical.ref }),
  };
}

function refuseUnknown({ type, properties }: TemplateResource, source: string, plainTypes: readonly string[]): void {
  if (!PLAIN_TYPES.has(type) && !plainTypes.includes(type)) {
    throw new CannotTell(source, `the type ${type} is not known: whether it carries a policy cannot be told`);
  }
  const path = policyWithin(properties, 'Properties');
  if (path !== undefined)
    throw new CannotTell(`${source} ${path}`, `a policy in a resource of type ${type} is not understood`);
}

/** Path of the first thing that looks like a policy document. */
function policyWithin(value: Json, path: string): string | undefined {
  if (isList(value)) return first(value.map((item, index) => [`${path}[${index}]`, item]));
  if (!isObject(value)) return undefined;
  const { Statement } = value;
  if (isList(Statement) && Statement.some((each) => isObject(each) && 'Effect' in each)) return path;
  return first(Object.entries(value).map(([key, inner]) => [`${path}.${key}`, inner]));
}

function first(parts: readonly (readonly [string, Json])[]): string | undefined {
  for (const [path, part] of parts) {
    const found = policyWithin(part, path);
    if (found !== undefined) return found;
  }
  return undefined;
}
