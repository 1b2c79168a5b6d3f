import { z } from 'zod';
import { configSchema } from '../../lib/config.ts';

/** Text of config/schema.json, by which an editor completes and checks the configuration. */
export function schemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(configSchema), null, 2)}\n`;
}
