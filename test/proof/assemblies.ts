import { loadConfig } from '../../lib/load-config.ts';
import { synthesize } from '../../tools/proof/mutants/synthesize.ts';
import type { Assembly } from '../../tools/proof/mutants/template.ts';

/** What a synthesis of a shipped environment leaves. */
export function assemble(environment: string): Assembly {
  return synthesize(environment, loadConfig(environment));
}
