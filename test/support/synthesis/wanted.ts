import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Config } from '../../../lib/config/config.ts';
import type { ChangeName } from './changes.ts';

/** An app that a suite wants made. */
export interface Wanted {
  readonly config: Config;

  /** A change of its constructs. @default - none */
  readonly change?: ChangeName;

  /** Of the CDK, beside that of cdk.json. @default - none */
  readonly context?: Readonly<Record<string, unknown>>;
}

export type Made = { readonly folder: string } | { readonly error: string };

/** Folder of a cloud assembly, as the CDK CLI would have it. It is shared by all suites of a run: to be read, never written. */
export async function assemblyFolder(wanted: Wanted): Promise<string> {
  const { AIRLOCK_SYNTHESIS: address } = process.env;
  if (address === undefined) throw new Error('wanted AIRLOCK_SYNTHESIS, which the run of jest sets before its suites');
  const call = request({ socketPath: address, method: 'POST', agent: false });
  call.end(JSON.stringify(wanted));
  const [response] = await once(call, 'response');
  const made: Made = JSON.parse(await text(response));
  if ('error' in made) throw new Error(made.error);
  return made.folder;
}
