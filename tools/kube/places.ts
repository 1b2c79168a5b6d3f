import { join } from 'node:path';
import { ROOT } from '../project/paths.ts';

/** What is fetched, built and rendered once lies here; nothing of it is needed to begin again. */
export const KUBE = join(ROOT, '.local', 'kube');
