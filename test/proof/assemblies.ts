import { configurations } from '../../tools/proof/doubt/stacks/configurations.ts';
import type { Assembly } from '../../tools/proof/doubt/template.ts';
import { templatesOf } from '../../tools/proof/doubt/templates-of.ts';
import { type Places, placesOf } from '../../tools/proof/promise/places.ts';
import { readStacks } from '../support/synthesis/read.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';

/** Templates of a configuration, by the name that the gate calls it: `prod`, or `prod` with an option. */
export async function assemble(name: string): Promise<Assembly> {
  const config = configurations().get(name);
  if (config === undefined) throw new Error(`got the configuration ${name}, wanted one of the gate`);
  const stacks = readStacks(await assemblyFolder({ config }));
  const { environment, account, region } = config;
  const templates = Object.fromEntries(stacks.map((stack) => [stack.name, stack.template]));
  const assetBuckets = [...new Set(stacks.map(({ assetBucket }) => assetBucket))];
  return JSON.parse(JSON.stringify({ name, environment, account, region, assetBuckets, config, templates }));
}

export type Properties = Record<string, unknown>;

/** The places of prod with its first resource of a type, by the beginning of its logical id, changed. */
export async function placesWith(type: string, id: string, edit: (properties: Properties) => void): Promise<Places> {
  const assembly = templatesOf(await assemble('prod'));
  const resources = assembly.stacks.flatMap((stack) => Object.entries(stack.resources));
  const [, resource] = resources.find(([each, { type: own }]) => own === type && each.startsWith(id)) ?? [];
  edit(resource?.properties as Properties);
  return placesOf(assembly);
}
