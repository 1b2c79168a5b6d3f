import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Something that the project installs into its own folders. */
export interface Installation {
  readonly title: string;
  isDone(): boolean;
  install(signal?: AbortSignal): Promise<void>;
}

/** An installation that is done until one of its source files changes; the marker holds what they were. */
export function once(
  title: string,
  marker: string,
  sources: readonly string[],
  install: (signal?: AbortSignal) => Promise<void>,
): Installation {
  const fingerprint = (): string => {
    const hash = createHash('sha256');
    for (const source of sources) hash.update(readFileSync(source));
    return hash.digest('hex');
  };
  return {
    title,
    isDone: () => existsSync(marker) && readFileSync(marker, 'utf8') === fingerprint(),
    async install(signal) {
      await install(signal);
      mkdirSync(dirname(marker), { recursive: true });
      writeFileSync(marker, fingerprint());
    },
  };
}
