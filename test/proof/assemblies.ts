import type { Assembly } from '../../tools/proof/doubt/edit/template.ts';
import { configurations } from '../../tools/proof/doubt/stacks/configurations.ts';
import { synthesize } from '../../tools/proof/doubt/stacks/synthesize.ts';

/** Templates of a configuration, by the name that the gate calls it: `prod`, or `prod` with an option. */
export function assemble(name: string): Assembly {
  const config = configurations().get(name);
  if (config === undefined) throw new Error(`got the configuration ${name}, wanted one of the gate`);
  return synthesize(name, config);
}
