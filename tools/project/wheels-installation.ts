import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type GlueVersion, makeWheels } from '../../lib/transformation/jobs/wheels.ts';
import type { Installation } from './installation.ts';
import { ROOT } from './paths.ts';
import { run } from './run.ts';

/** The zip of wheels that a deployment uploads, made before it: a CLI that acts on the local cloud is given no proxy, by which it might reach an index. */
export function wheelsInstallation(glueVersion: GlueVersion): Installation {
  const [command = '', ...args] = makeWheels(glueVersion);
  return {
    title: `Wheels for Glue ${glueVersion}`,
    isDone: () => existsSync(join(ROOT, args.at(-1) ?? '')),
    install: async (signal) => {
      await run(command, args, signal ? { signal } : {});
    },
  };
}
