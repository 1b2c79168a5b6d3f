interface Tree {
  readonly [name: string]: Tree | undefined;
}

/**
 * A copy of a tree of JSON in which something else stands at a path, or nothing.
 *
 * @throws Error where the path leads nowhere.
 */
export function replaced<T>(tree: T, path: readonly (string | number)[], to: unknown): T {
  const copy = JSON.parse(JSON.stringify(tree));
  const [name = '', ...within] = path.toReversed();
  const parent = within.reduceRight<Tree | undefined>((at, each) => at?.[each], copy);
  if (parent === undefined) throw new Error(`got the path ${path.join('.')}, which leads nowhere`);
  if (to !== undefined) Object.assign(parent, { [name]: to });
  else if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else Reflect.deleteProperty(parent, name);
  return copy;
}
