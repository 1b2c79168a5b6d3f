import { physicalOf } from '../assembly/arns.ts';
import { objectAt } from '../assembly/json.ts';
import { leavesOf } from '../assembly/leaves.ts';
import { Resolver } from '../assembly/resolve.ts';
import type { Assembly, Stack, TemplateResource } from '../assembly/template.ts';
import { CannotTell } from '../cannot-tell.ts';
import type { Resource } from './app.ts';
import { PLAIN_TYPES, READ_TYPES } from './types.ts';

/** The CDK's own count of what is used, which AWS drops. */
const METADATA = 'AWS::CDK::Metadata';

/** Path of a statement of a policy, wherever it stands. */
const STATEMENT = /\bStatement(\[.*?\])?\.Effect\b/;

/** Every resource of an assembly, references resolved; none of a type that nobody looked at. */
export function resourcesOf(assembly: Pick<Assembly, 'stacks'>, plainTypes: readonly string[]): Resource[] {
  const resolver = new Resolver(assembly);
  return assembly.stacks.flatMap((stack) =>
    Object.entries(stack.resources)
      .filter(([, { type }]) => type !== METADATA)
      .map(([id, resource]) => {
        if (!READ_TYPES.has(resource.type)) refuseUnknown(resource, `${stack.name}/${id}`, plainTypes);
        return resolved(stack, id, resource, resolver);
      }),
  );
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
  const policy = leavesOf(properties, 'Properties').find(({ path }) => STATEMENT.test(path));
  if (policy !== undefined)
    throw new CannotTell(`${source} ${policy.path}`, `a policy in a resource of type ${type} is not understood`);
}
