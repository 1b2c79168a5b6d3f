import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { checkColumns } from './columns.ts';
import { type Config, configSchema } from './config.ts';
import { didYouMean } from './did-you-mean.ts';
import { describe, show } from './messages.ts';
import { repeatedKey } from './repeated-key.ts';
import { isSampleAuthority } from './sample-checks.ts';
import { checkStates } from './states.ts';

/** Folder of the environments' files, found from this file so that the working directory does not matter. */
export const CONFIG_FOLDER = join(import.meta.dirname, '..', '..', 'config');

/**
 * Reads and validates `config/<environment>.json`.
 *
 * @throws Error naming file, key path, what was got and what was wanted.
 */
export function loadConfig(environment: unknown, folder: string = CONFIG_FOLDER): Config {
  const known = readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'schema.json')
    .map((file) => file.replace(/\.json$/, ''));
  if (typeof environment !== 'string' || !known.includes(environment)) {
    throw new Error(
      `unknown environment: got ${show(environment)}, wanted -c env=<${known.join('|')}>${didYouMean(environment, known)}`,
    );
  }
  const file = join(folder, `${environment}.json`);
  const config = parseConfig(readJson(file), `config/${environment}.json`);
  if (config.environment !== environment) {
    throw new Error(
      `config/${environment}.json: environment: got "${config.environment}", wanted "${environment}", the file's own name`,
    );
  }
  certificateAuthority(config, folder);
  checkColumns(config, folder, `config/${environment}.json`);
  checkStates(config, folder, `config/${environment}.json`);
  return config;
}

/** What IAM Roles Anywhere is to trust: CA certificates as PEM, or an authority of AWS Private CA. */
export type Authority = { readonly certificates: string } | Exclude<Config['certificateAuthority'], string>;

/**
 * The authority that IAM Roles Anywhere is to trust.
 *
 * @throws Error where its file is not there or holds anything but CA certificates.
 */
export function certificateAuthority(config: Config, folder: string = CONFIG_FOLDER): Authority {
  const path = config.certificateAuthority;
  if (typeof path !== 'string') return path;
  const wrong = (got: string): Error =>
    new Error(
      `config/${config.environment}.json: certificateAuthority: got "${path}", ${got}, wanted a PEM file of a CA certificate, or of two while one takes the place of the other, its path relative to config/`,
    );
  const file = join(folder, path);
  if (!existsSync(file)) throw wrong(path.startsWith(MADE_HERE) ? NOT_YET : 'no such file');
  const text = readFileSync(file, 'utf8');
  const blocks = text.match(PEM_BLOCK) ?? [];
  if (blocks.length === 0) throw wrong('which holds no certificate');
  if (blocks.length > 2) throw wrong(`which holds ${blocks.length}`);
  for (const block of blocks) {
    if (!isAuthority(block)) throw wrong('which holds something else');
    if (isSampleAuthority(block, config.account)) throw wrong('the sample, whose key nobody keeps');
  }
  return { certificates: `${blocks.join('\n')}\n` };
}

/** Where a laptop's own certificates are made. */
const MADE_HERE = '../.local/';
const NOT_YET = 'not made yet (npm run airlock -- local up makes it)';

/** Also of a private key: that one must not get into a template. */
const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g;

function isAuthority(block: string): boolean {
  try {
    return new X509Certificate(block).ca;
  } catch {
    return false;
  }
}

/** Validates the content of a configuration file; `source` is the name that errors carry. */
export function parseConfig(content: unknown, source: string): Config {
  return parseAs(configSchema, content, source);
}

/**
 * Content of a configuration file in the form of `schema`.
 *
 * @throws Error naming for each fault `source`, key path, what was got and what was wanted.
 */
export function parseAs<T>(schema: z.ZodType<T>, content: unknown, source: string): T {
  const parsed = schema.safeParse(content, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((issue) => `${source}: ${describe(issue, schema)}`).join('\n'));
}

export function readJson(file: string): unknown {
  if (!existsSync(file)) throw new Error(`${file}: no such file`);
  const text = readFileSync(file, 'utf8');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const twice = repeatedKey(text);
  if (twice !== undefined) throw new Error(`${file}: ${twice}: got the key twice, wanted it once`);
  return content;
}
