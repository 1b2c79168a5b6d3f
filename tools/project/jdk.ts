import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders in which a system keeps its JDKs. */
const KEPT_IN = [
  { folder: '/usr/lib/jvm', home: '' },
  { folder: '/Library/Java/JavaVirtualMachines', home: 'Contents/Home' },
] as const;

/** Where this machine may have a JDK: what JAVA_HOME says first, then what its packages have put down. */
function homes(): string[] {
  const kept = KEPT_IN.filter(({ folder }) => existsSync(folder)).flatMap(({ folder, home }) =>
    readdirSync(folder)
      .sort()
      .map((name) => join(folder, name, home)),
  );
  return [...(process.env.JAVA_HOME === undefined ? [] : [process.env.JAVA_HOME]), ...kept];
}

/**
 * The first home whose JDK is of one of these versions.
 *
 * @throws Error with what was found where none is.
 */
export function jdkHome(versions: readonly number[], candidates: readonly string[] = homes()): string {
  const found = candidates.map((home) => ({ home, version: versionOf(home) }));
  const first = found.find(({ version }) => version !== undefined && versions.includes(version));
  if (first !== undefined) return first.home;
  const got = found.flatMap(({ home, version }) => (version === undefined ? [] : [`${version} in ${home}`]));
  throw new Error(
    `JDK: got ${got.join(', ') || 'none'}, wanted ${versions.join(' or ')}. To mend it: apt-get install openjdk-17-jre-headless, or set JAVA_HOME`,
  );
}

function versionOf(home: string): number | undefined {
  const release = join(home, 'release');
  if (!existsSync(release) || !existsSync(join(home, 'bin', 'java'))) return undefined;
  const version = /^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1];
  return version === undefined ? undefined : Number(version);
}
