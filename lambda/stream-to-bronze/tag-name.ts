/** The parts of a reading that name its tag. */
export interface TagName {
  readonly asset: string | null;
  readonly attribute: string | null;
  readonly point: string | null;
}

/** What names a tag in a record: the sender's own fields, or PI Web API's. */
export interface Naming extends TagName {
  readonly name: string | null;
  readonly path: string | null;
}

const ATTRIBUTE_PATH = /^(\\\\[^|]+)\|(.+)$/s;
const POINT_PATH = /^(\\\\[^\\|]+)\\([^\\|]+)$/s;

/**
 * The tag that a record names. The sender's own fields say it before PI Web API's path, and a name alone, which an attribute
 * shares with those of other elements, only beside an asset. A point that no element has stands on its server.
 */
export function tagNameOf({ asset, attribute, point, name, path }: Naming): TagName {
  const [, element, ofElement] = ATTRIBUTE_PATH.exec(path ?? '') ?? [];
  const [, server, ofServer] = POINT_PATH.exec(path ?? '') ?? [];
  if (asset !== null || attribute !== null) {
    return { asset, attribute: attribute ?? ofElement ?? name, point: point ?? ofServer ?? null };
  }
  if (path === null) return { asset, attribute, point: point ?? name };
  return {
    asset: element ?? server ?? null,
    attribute: ofElement ?? ofServer ?? null,
    point: point ?? ofServer ?? null,
  };
}
