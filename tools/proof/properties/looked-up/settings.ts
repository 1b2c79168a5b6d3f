import { isList, isObject, type Json, type JsonObject, type Resource } from '../../../../packages/iam-proof/index.ts';
import type { Layer, Places } from '../../promise/places.ts';
import type { Finding } from '../finding.ts';

/** Resources of an assembly. */
type Of = (places: Places) => readonly Resource[];

/** One thing that resources must be set to, since no policy says it, with words for one that is not. */
export type Setting = readonly [of: Of, message: string, holds: (resource: Resource, places: Places) => boolean];

/** A finding for each resource that is not as a setting wants it. */
export function broken(
  settings: readonly Setting[],
  places: Places,
  finding: (who: string, message: string) => Finding,
): Finding[] {
  return settings.flatMap(([of, message, holds]) =>
    of(places)
      .filter((resource) => !holds(resource, places))
      .map(({ source }) => finding(source, message)),
  );
}

export function ofType(type: string): Of {
  return ({ app }) => app.resources.filter((each) => each.type === type);
}

export function buckets(...layers: readonly Layer[]): Of {
  return ({ bucketResource }) => layers.map(bucketResource);
}

export function lacks(name: string): Setting[2] {
  return ({ properties }) => properties[name] === undefined;
}

/** The value at a path within the properties: `LoggingConfiguration.DestinationBucketName`. */
export function at({ properties }: Resource, path: string): Json | undefined {
  return path
    .split('.')
    .reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), properties);
}

/** The objects of a list. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  return isList(value) ? value.filter(isObject) : [];
}

export function isFilled(value: Json | undefined): boolean {
  return isList(value) && value.length > 0;
}
