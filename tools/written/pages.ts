import { loadConfig } from '../../lib/config/load-config.ts';
import { loadReference } from '../../packages/iam-proof/reference/reference.ts';
import type { Page } from './markdown.ts';
import { piIntegratorPage } from './pi-integrator-page.ts';
import { senderPage } from './sender-page.ts';

/** Every page of docs/ that is made from code, with prod's sites as its examples. */
export async function pages(): Promise<Page[]> {
  const config = loadConfig('prod');
  const reference = await loadReference();
  return [piIntegratorPage(config, reference), senderPage(config, reference)];
}
