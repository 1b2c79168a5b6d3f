import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../lib/config/load-config.ts';
import { type Assembly, readAssembly } from '../../packages/iam-proof/index.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';

type Json = Record<string, unknown>;

/** A statement of a policy as a template has it. */
export interface TemplateStatement extends Json {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Action?: unknown;
  Resource?: unknown;
  Condition?: Record<string, Json>;
}

/** The statements of the resource whose logical id begins with `owner`, one list a document. */
export type Edit = (statementsOf: (owner: string) => TemplateStatement[][]) => void;

/** Assembly of an environment, in the folder that all suites share. */
export async function folderOf(environment: string): Promise<string> {
  return assemblyFolder({ config: loadConfig(environment) });
}

export async function assemblyOf(environment: string): Promise<Assembly> {
  return readAssembly(await folderOf(environment));
}

/** The assembly in a folder with a mistake put into its templates. */
export function twin(folder: string, edit: Edit): Assembly {
  const copy = mkdtempSync(join(tmpdir(), 'airlock-twin-'));
  try {
    cpSync(folder, copy, { recursive: true });
    const files = readdirSync(copy).filter((name) => name.endsWith('.template.json'));
    const templates = files.map((name) => JSON.parse(readFileSync(join(copy, name), 'utf8')));
    const before = JSON.stringify(templates);
    edit((owner) => {
      const resources = templates.flatMap(({ Resources }) => Object.entries(Resources as Json));
      return resources.filter(([id]) => id.startsWith(owner)).flatMap(([, resource]) => documentsIn(resource));
    });
    if (JSON.stringify(templates) === before) throw new Error('the edit changed nothing');
    for (const [i, name] of files.entries()) writeFileSync(join(copy, name), JSON.stringify(templates[i]));
    return readAssembly(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function documentsIn(value: unknown): TemplateStatement[][] {
  if (typeof value !== 'object' || value === null) return [];
  const { Statement: own } = value as { Statement?: TemplateStatement[] };
  return [...(Array.isArray(own) ? [own] : []), ...Object.values(value).flatMap(documentsIn)];
}
