import type { Config } from '../../../../lib/config/config.ts';
import { replaced } from '../replaced.ts';

/** Values by their paths, such as `sites.0.feeders.0.stream`: a later one may be within an earlier one, and `sites.length` cuts a list. */
export type Settings = Readonly<Record<string, unknown>>;

/** A configuration with other settings, which nobody has checked. */
export function changed(config: Config, settings: Settings): Config {
  return Object.entries(settings).reduce((made, [path, value]) => replaced(made, path.split('.'), value), config);
}
