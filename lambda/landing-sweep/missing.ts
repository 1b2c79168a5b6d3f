import { NOTE_FOLDERS } from '../../lib/contract/index.ts';

/** A version that landing holds. */
export interface VersionRef {
  readonly key: string;
  readonly versionId: string;
}

/** The versions on which the intake has written no note, given the keys of all its notes. */
export function withoutNote(versions: readonly VersionRef[], noteKeys: readonly string[]): VersionRef[] {
  const noted = new Set(noteKeys.map(toVersion));
  return versions.filter(({ key, versionId }) => !noted.has(`${key}.${versionId}`));
}

function toVersion(note: string): string {
  const folder = Object.values(NOTE_FOLDERS).find((prefix) => note.startsWith(prefix)) ?? '';
  return note.slice(folder.length, -'.json'.length);
}
