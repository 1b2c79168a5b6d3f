import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { SCHEMAS } from './schemas.ts';

export function schemasCommand(): Command {
  return new Command('schemas')
    .description('write the JSON schemas of configuration and manifest from the schemas in lib/')
    .action(() => {
      for (const { path, text } of SCHEMAS) writeFileSync(path, text);
    });
}
