import { createHash } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { lock, ROOT } from '../../project/paths.ts';
import { OWN_WHEELS } from '../../project/python-environment.ts';
import { downloadWheels, uv } from '../../project/uv.ts';

const manylinux = (machine: string): string[] =>
  ['manylinux_2_28', 'manylinux_2_24', 'manylinux_2_17', 'manylinux2014'].map((each) => `${each}_${machine}`);

/** Machines of a plant: each as uv names it, and the tags of wheels that pip there takes. */
const PLATFORMS = {
  win_amd64: { name: 'x86_64-pc-windows-msvc', tags: ['win_amd64'] },
  manylinux_2_28_x86_64: { name: 'x86_64-manylinux_2_28', tags: manylinux('x86_64') },
  manylinux_2_28_aarch64: { name: 'aarch64-manylinux_2_28', tags: manylinux('aarch64') },
} as const;
export type Platform = keyof typeof PLATFORMS;
export const PLATFORM_NAMES = Object.keys(PLATFORMS) as Platform[];
export const PYTHONS = ['3.11', '3.12', '3.13'] as const;

export interface Target {
  readonly platform: Platform;
  readonly python: (typeof PYTHONS)[number];
}

/**
 * Makes a folder from which the sender is installed where there is no internet: the locked wheels of that machine, ours,
 * the list of them with their hashes, the installer and a checksum of each file.
 *
 * @throws Error where the folder holds something, or a package has no wheel for that machine.
 */
export async function makeWheelhouse(target: Target, out: string): Promise<void> {
  if (existsSync(out) && readdirSync(out).length > 0) {
    throw new Error(`--out: got ${out}, which holds something, wanted a new folder`);
  }
  const wheels = join(out, 'wheels');
  mkdirSync(wheels, { recursive: true });
  const requirements = join(out, 'requirements.txt');
  await chooseRequirements(target, requirements);
  const { tags } = PLATFORMS[target.platform];
  await downloadWheels(requirements, target.python, tags, wheels);
  await buildOwn(wheels);
  appendFileSync(requirements, ownRequirements(wheels));
  writeFileSync(join(out, 'wheelhouse.json'), `${JSON.stringify(target)}\n`);
  copyFileSync(join(import.meta.dirname, 'install.py'), join(out, 'install.py'));
  writeFileSync(join(out, 'SHA256SUMS'), sums(out));
}

/** What of the lock that machine needs: its markers are judged here, since pip would judge them by the Python that runs. */
async function chooseRequirements({ platform, python }: Target, file: string): Promise<void> {
  const machine = ['--python-platform', PLATFORMS[platform].name, '--python-version', python];
  const form = ['--no-deps', '--only-binary', ':all:', '--generate-hashes', '--no-annotate', '--no-header'];
  await uv(['pip', 'compile', lock('sender'), ...machine, ...form, '--output-file', file]);
}

/** Our own wheels: the same sources give the same bytes. */
async function buildOwn(wheels: string): Promise<void> {
  const build = ['--build-constraints', lock('build'), '--require-hashes'];
  for (const source of OWN_WHEELS) await uv(['build', '--wheel', ...build, '--out-dir', wheels, join(ROOT, source)]);
  rmSync(join(wheels, '.gitignore'));
}

function ownRequirements(wheels: string): string {
  const own = readdirSync(wheels).filter((file) => file.startsWith('airlock_'));
  return own
    .toSorted()
    .map((file) => {
      const [name = '', version] = file.split('-');
      return `${name.replace('_', '-')}==${version} --hash=sha256:${sha256(join(wheels, file))}\n`;
    })
    .join('');
}

/** As sha256sum writes them, for every file there is. */
function sums(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).toSorted();
  return paths.map((path) => `${sha256(join(folder, path))}  ${path.replaceAll('\\', '/')}\n`).join('');
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
