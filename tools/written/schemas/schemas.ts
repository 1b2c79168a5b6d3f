import { join } from 'node:path';
import { z } from 'zod';
import { configSchema } from '../../../lib/config/config.ts';
import { CONFIG_FOLDER } from '../../../lib/config/load-config.ts';
import { plantSchema } from '../../../lib/config/plant.ts';
import { manifestSchema } from '../../../lib/contract/manifest.ts';
import { ROOT } from '../../project/paths.ts';

/** A JSON schema that stands as a file, for those who read no TypeScript: editors, and feeders in a plant. */
export interface SchemaFile {
  readonly path: string;
  readonly text: string;
}

export const SCHEMAS: readonly SchemaFile[] = [
  { path: join(CONFIG_FOLDER, 'schema.json'), text: textOf(configSchema) },
  { path: join(CONFIG_FOLDER, 'plants', 'schema.json'), text: textOf(plantSchema) },
  { path: join(ROOT, 'contract', 'manifest.schema.json'), text: textOf(manifestSchema) },
];

function textOf(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`;
}
