import { type Leaf, leavesOf, type Resource } from '../../../packages/iam-proof/index.ts';

/** Attributes that say nothing of what a resource is. */
const ORDER = ['DependsOn', 'Metadata'];

/** A value and its place. */
export interface Value extends Pick<Leaf, 'value'> {
  readonly place: string;
}

/** What stands for a resource's own name. */
const OWN_NAME = '{own}';

/** Every value of a resource, by its place: type and path within the properties, or `@` and the name of an attribute. */
export function valuesOf({ type, properties, attributes, ref }: Resource): Value[] {
  const own = Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (ORDER.includes(name) ? [] : [[`@${name}`, value]])),
  );
  return [properties, own]
    .filter((part) => Object.keys(part).length > 0)
    .flatMap((part) => leavesOf(part))
    .map(({ path, value }) => ({
      place: `${type}.${path}`,
      value: value === ref && !path.includes('.') ? OWN_NAME : value,
    }));
}
