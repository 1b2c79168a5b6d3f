import { join } from 'node:path';
import { loadReference, type Reference } from '../reference/reference.ts';

/** The reference, kept beside the packages, so that each file of tests need not make it anew. */
export function readReference(): Promise<Reference> {
  return loadReference(join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'iam-proof'));
}
