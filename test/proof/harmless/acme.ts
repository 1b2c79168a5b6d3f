import type { Config } from '../../../lib/config/config.ts';
import { loadConfig } from '../../../lib/config/load-config.ts';
import { partitionOf } from '../../../lib/contract/index.ts';

const ACCOUNT = '123456789012';

/** prod of somebody whose account and names are no samples. */
export function acme(change: Partial<Pick<Config, 'app' | 'environment' | 'region' | 'customerKey'>> = {}): Config {
  const prod = loadConfig('prod');
  const { region } = { ...prod, ...change };
  const text = JSON.stringify({
    ...prod,
    ...change,
    account: ACCOUNT,
    certificateAuthority: '../.local/plant-ca/ca.pem',
  })
    .replaceAll(prod.account, ACCOUNT)
    .replaceAll('acme-plant', 'brine-works')
    .replaceAll(prod.region, region)
    .replaceAll('arn:aws:', `arn:${partitionOf(region)}:`);
  return JSON.parse(text);
}
