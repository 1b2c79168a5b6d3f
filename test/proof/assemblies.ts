import { loadConfig } from '../../lib/load-config.ts';
import type { Assembly } from '../../tools/proof/mutants/template.ts';
import { synthesize } from '../support/stacks.ts';

/** What a synthesis of an environment leaves, its stacks by stage. */
export function assemble(environment: string): Assembly {
  return JSON.parse(JSON.stringify({ environment, templates: synthesize(loadConfig(environment)) }));
}
