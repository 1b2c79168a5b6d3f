// What package.json and its lock want. It is read before anything is installed, by whatever Node there is, so it uses Node alone.
import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** The Nodes that the locked packages run on, such as `^20.19 || >=24`. */
export const WANTED_NODE = read('package.json').engines.node;

/**
 * Whether a Node is one of those: a caret keeps to its major version.
 *
 * @param {string} version such as `22.13.1`
 * @param {string} wanted
 */
export function isWanted(version, wanted = WANTED_NODE) {
  const [major, minor] = version.split('.').map(Number);
  return wanted.split('||').some((range) => {
    const [, sign, least, lesser] = /^(\^|>=)(\d+)(?:\.(\d+))?$/.exec(range.trim());
    if (major === Number(least)) return minor >= Number(lesser ?? 0);
    return sign === '>=' && major > Number(least);
  });
}

/**
 * Whether all packages are there in their locked versions, by the note that npm leaves of what it installed.
 *
 * @param {boolean} whole with those that check and test, too
 */
export function areInstalled(whole) {
  const note = 'node_modules/.package-lock.json';
  if (!existsSync(new URL(note, root))) return false;
  const installed = read(note).packages;
  return Object.entries(read('package-lock.json').packages).every(
    // An optional package is one of another system's.
    ([path, { version, dev, optional }]) =>
      path === '' || optional || (dev && !whole) || installed[path]?.version === version,
  );
}

/**
 * The command that installs them: npm's `dev` is what checks and tests the project, all else is needed to run it.
 *
 * @param {boolean} whole with those that check and test, too
 */
export function installCommand(whole) {
  return ['npm', 'ci', '--loglevel=error', ...(whole ? [] : ['--omit=dev'])];
}

function read(file) {
  return JSON.parse(readFileSync(new URL(file, root), 'utf8'));
}
