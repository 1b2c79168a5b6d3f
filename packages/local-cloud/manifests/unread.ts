/** Parts of a value that a reader never asked for, by JSON pointer: the topmost of each part, for example `/spec/sourse`. */
export function unread(value: object, read: (watched: object) => void): string[] {
  const seen = new Set<string>();
  read(watch(value, '', seen));
  return pathsBelow(value, '', seen);
}

function watch<T extends object>(value: T, path: string, seen: Set<string>): T {
  return new Proxy(value, {
    get(target, key, receiver) {
      const inner: unknown = Reflect.get(target, key, receiver);
      if (typeof key !== 'string' || !Object.hasOwn(target, key)) return inner;
      const below = pointer(path, key);
      seen.add(below);
      return typeof inner === 'object' && inner !== null ? watch(inner, below, seen) : inner;
    },
  });
}

function pathsBelow(value: object, path: string, seen: ReadonlySet<string>): string[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const below = pointer(path, key);
    if (!seen.has(below)) return [below];
    return typeof inner === 'object' && inner !== null ? pathsBelow(inner, below, seen) : [];
  });
}

function pointer(path: string, key: string): string {
  return `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
