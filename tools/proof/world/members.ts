import { isList, isObject, type Json } from '../../../packages/iam-proof/index.ts';
import type { Places } from '../promise/places.ts';

/** Names that somebody else gives, of which each has resources of its own; by the token that stands for one of them. */
export const MEMBERS: Readonly<Record<string, (places: Places) => string[]>> = {
  '{site}': ({ plants }) => once(plants.map(({ site }) => site)),
  '{profile}': (places) => (places.config === undefined ? namespaces(places) : profiles(places)),
  '{owner}': (places) => configured(places, 'consumption', 'kubeflow', 'profiles', 'owner'),
  '{public}': subnets('Public'),
  '{private}': subnets('Private'),
  '{subscriber}': (places) => configured(places, 'alarms', 'subscribers'),
};

/** One a zone. */
function subnets(sort: 'Public' | 'Private'): (places: Places) => string[] {
  const expression = new RegExp(`${sort}Subnet\\d+`);
  return ({ app }) => once(app.resources.flatMap(({ source }) => expression.exec(source) ?? []));
}

function profiles(places: Places): string[] {
  return configured(places, 'consumption', 'kubeflow', 'profiles', 'name');
}

/** As far as a template tells: of each identity that a profile's notebooks have. */
function namespaces({ app }: Places): string[] {
  const identities = app.resources.filter(({ type }) => type === 'AWS::EKS::PodIdentityAssociation');
  return once(
    identities.flatMap(({ source, properties: { Namespace } }) =>
      typeof Namespace === 'string' && source.includes(`/Appsgold${idOf(Namespace)}`) ? [Namespace] : [],
    ),
  );
}

/** A name as it stands in a logical id. */
export function idOf(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '');
}

/** Texts that the configuration has at a path, lists passed through; none where there is no configuration. */
export function configured({ config }: Pick<Places, 'config'>, ...path: readonly string[]): string[] {
  return once(valuesAt(config, path).map(String));
}

export function valuesAt(value: Json | undefined, [name, ...path]: readonly string[]): Json[] {
  if (isList(value)) return value.flatMap((each) => valuesAt(each, name === undefined ? [] : [name, ...path]));
  if (name === undefined) return value === undefined ? [] : [value];
  return isObject(value) ? valuesAt(value[name], path) : [];
}

function once(names: readonly string[]): string[] {
  return [...new Set(names)];
}
