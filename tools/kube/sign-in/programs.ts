import { existsSync } from 'node:fs';
import { programOf } from '../upstream/program.ts';
import type { Repositories } from '../upstream/repositories.ts';

/** The programs that sign people in. */
export interface SignInPrograms {
  readonly dex: string;
  readonly oauth2Proxy: string;
}

/** Where the source of a program lies, by its image. */
const SOURCES = {
  dex: { repository: 'dexidp/dex', command: './cmd/dex' },
  oauth2Proxy: { repository: 'oauth2-proxy/oauth2-proxy', command: '.' },
} as const;

/** Built from their sources at the versions of the images, once; in words, what they cannot be had for want of. */
export async function signInPrograms(
  versions: Readonly<Record<keyof SignInPrograms, string>>,
  from: Repositories,
): Promise<SignInPrograms | string> {
  const dex = await programOf({ ...SOURCES.dex, revision: versions.dex }, from);
  if (!existsSync(dex)) return dex;
  const oauth2Proxy = await programOf({ ...SOURCES.oauth2Proxy, revision: versions.oauth2Proxy }, from);
  return existsSync(oauth2Proxy) ? { dex, oauth2Proxy } : oauth2Proxy;
}
