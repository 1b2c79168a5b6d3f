import { hash } from 'node:crypto';
import { keyDigest, type NoteName } from '../../lib/contract/index.ts';

/** A version that landing holds. */
export interface VersionRef {
  readonly key: string;
  readonly versionId: string;
}

/**
 * The landing versions on which no note was seen. It keeps 128 bits of each, whatever the length of its key, so that a
 * million of them fit; version ids are S3's own, so that nobody can make two versions alike.
 */
export class Unnoted {
  readonly #versions = new Set<string>();

  add({ key, versionId }: VersionRef): void {
    this.#versions.add(digestOf(keyDigest(key), versionId));
  }

  /** Takes the version of a note out. */
  strike({ name, isDigest, versionId }: Pick<NoteName, 'name' | 'isDigest' | 'versionId'>): void {
    this.#versions.delete(digestOf(isDigest ? name : keyDigest(name), versionId));
  }

  has({ key, versionId }: VersionRef): boolean {
    return this.#versions.has(digestOf(keyDigest(key), versionId));
  }

  get size(): number {
    return this.#versions.size;
  }
}

function digestOf(key: string, versionId: string): string {
  return hash('sha256', `${key},${versionId}`, 'buffer').subarray(0, 16).toString('latin1');
}
