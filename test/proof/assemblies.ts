import { configurations } from '../../tools/proof/doubt/stacks/configurations.ts';
import type { Assembly } from '../../tools/proof/doubt/template.ts';
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
