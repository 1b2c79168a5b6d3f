import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { CONFIG_FOLDER } from '../../lib/load-config.ts';
import { schemaText } from './schema.ts';

export function configSchemaCommand(): Command {
  return new Command('config-schema')
    .description('write config/schema.json from the schema in lib/config.ts')
    .action(() => writeFileSync(join(CONFIG_FOLDER, 'schema.json'), schemaText()));
}
