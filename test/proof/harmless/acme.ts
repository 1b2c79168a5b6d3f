import type { Config } from '../../../lib/config/config.ts';
import { loadConfig } from '../../../lib/config/load-config.ts';
import { partitionOf } from '../../../lib/contract/index.ts';
import { changed, type Settings } from '../../../tools/proof/doubt/stacks/changed.ts';

const ACCOUNT = '123456789012';

/** prod of somebody whose account and names are no samples, with other settings. */
export function acme(settings: Settings = {}): Config {
  const prod = loadConfig('prod');
  const config = changed(prod, { account: ACCOUNT, certificateAuthority: '../.local/plant-ca/ca.pem', ...settings });
  const text = JSON.stringify(config)
    .replaceAll(prod.account, ACCOUNT)
    .replaceAll('acme-plant', 'brine-works')
    .replaceAll(prod.region, config.region)
    .replaceAll('arn:aws:', `arn:${partitionOf(config.region)}:`);
  return JSON.parse(text);
}
