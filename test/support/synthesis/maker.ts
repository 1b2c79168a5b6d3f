import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Made, Wanted } from './wanted.ts';

const [folder = ''] = process.argv.slice(2);
const address = join(folder, 'socket');
const made = new Map<string, Promise<Made>>();

/** The answer to a request: the same for the same words, so that one app serves all who want it. */
function answer(words: string): Promise<Made> {
  const known = made.get(words) ?? make(JSON.parse(words), join(folder, String(made.size)));
  made.set(words, known);
  return known;
}

async function make(wanted: Wanted, outdir: string): Promise<Made> {
  try {
    // The CDK is loaded when somebody wants an app: most runs of a single suite want none.
    const { synthesizeTo } = await import('./synthesize.ts');
    synthesizeTo(outdir, wanted);
    return { folder: outdir };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const server = createServer(async (request, response) => {
  response.end(JSON.stringify(await answer(await text(request))));
});

process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
server.listen(address, () => process.send?.(address));
