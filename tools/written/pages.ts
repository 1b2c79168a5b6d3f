import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../lib/config/load-config.ts';
import { loadReference } from '../../packages/iam-proof/reference/reference.ts';
import { ROOT } from '../project/paths.ts';
import { demoFigures } from './demo-figures.ts';
import { dictionary } from './dictionary.ts';
import { feederInsertions } from './feeders/insertions.ts';
import { fill, type Insertions, namesOf } from './insertions.ts';

/** A page, as it stands and as the code says. */
export interface Page {
  /** Below the project's root. */
  readonly path: string;
  readonly stands: string;
  readonly filled: string;
}

/** Everything that may be inserted into a page, with prod's sites as examples. */
export async function allInsertions(): Promise<Insertions> {
  return { ...dictionary(), ...demoFigures(), ...feederInsertions(loadConfig('prod'), await loadReference()) };
}

/** At the root. */
const FIRST_READ = ['CONTRIBUTING.md', 'README.md', 'SECURITY.md', 'UPGRADING.md'];

/** Every page of documentation. */
export function pagesWith(insertions: Insertions): Page[] {
  const files = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  const paths = files.filter((file) => file.endsWith('.md')).map((file) => join('docs', file));
  return [...FIRST_READ, ...paths.toSorted()].map((path) => {
    const stands = readFileSync(join(ROOT, path), 'utf8');
    return { path, stands, filled: fill(stands, insertions) };
  });
}

/** Insertions that no page asks for. */
export function unused(insertions: Insertions, pages: readonly Page[]): string[] {
  const asked = new Set(pages.flatMap(({ stands }) => namesOf(stands)));
  return Object.keys(insertions).filter((name) => !asked.has(name));
}
