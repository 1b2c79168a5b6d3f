import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { KubeObject } from '../objects.ts';

type Values = Readonly<Record<string, unknown>>;

/** The source of a chart may lack the definitions that are put into it as it is packed, but those that its values leave out. */
export function addDefinitions(from: string, folder: string, { crds }: Values): void {
  const isOff = ({ spec }: KubeObject): boolean =>
    Reflect.get(Object(crds), `create${(spec as { names: { kind: string } }).names.kind}`) === false;
  const into = join(folder, 'crds');
  mkdirSync(into, { recursive: true });
  for (const file of readdirSync(from)) {
    const object: KubeObject = parse(readFileSync(join(from, file), 'utf8'));
    if (object.kind === 'CustomResourceDefinition' && !isOff(object)) cpSync(join(from, file), join(into, file));
  }
}
