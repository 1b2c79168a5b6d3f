import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A folder that holds what `cdk synth` wrote.
 *
 * @throws Error with the command that writes it.
 */
export function assemblyAt(folder: string): string {
  if (existsSync(join(folder, 'manifest.json'))) return folder;
  throw new Error(
    `${folder}: got no synthesized stacks there, wanted a cloud assembly; to make it: npx cdk synth -q -c env=<environment> -o ${folder}`,
  );
}
