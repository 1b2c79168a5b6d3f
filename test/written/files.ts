import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tools/project/paths.ts';

/** Folders of what is made or installed; a plant of one's own lies below config/plants/. */
const NOT_OURS = new Set(['.git', '.local', '.venv', 'build', 'cdk.out', 'node_modules', 'out', 'plants']);

let found: readonly string[] | undefined;

/** Files and folders of the project, each by its path below the root. */
export function filesOf(): readonly string[] {
  found ??= below('');
  return found;
}

function below(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name) && name !== '__pycache__' && !/_cache$|\.egg-info$/.test(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? [path, ...below(path)] : [path];
    });
}

/** Whether a path is there; `<name>`, `*` and `…` in it stand for something, and a test may be named without its end. */
export function isThere(path: string): boolean {
  const [form = ''] = path.replace(/\/$/, '').split('#');
  const pattern = form
    .split(/(<[^>]*>|\*+|…)/)
    .map((part, place) => (place % 2 === 0 ? part.replaceAll(/[.()[\]+?^$|\\]/g, '\\$&') : '.*'))
    .join('');
  return filesOf().some((file) => new RegExp(`^${pattern}(\\.test\\.ts)?$`).test(file));
}
