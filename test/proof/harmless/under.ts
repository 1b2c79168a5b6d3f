import type { Settings } from '../../../tools/proof/doubt/stacks/changed.ts';

/** Settings whose paths are all within one. */
export function under(path: string, settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [`${path}.${name}`, value]));
}
