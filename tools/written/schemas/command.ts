import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { SCHEMAS } from './schemas.ts';

export function schemasCommand(): Command {
  return new Command('schemas').action(() => {
    for (const { path, text } of SCHEMAS) writeFileSync(path, text);
  });
}
