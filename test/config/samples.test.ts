import { join } from 'node:path';
import {
  CONFIG_FOLDER,
  certificateAuthority,
  loadConfig,
  parseConfig,
  readJson,
} from '../../lib/config/load-config.ts';

/** Prod's configuration as somebody has it who gave it an account of their own and buckets. */
function owned(changes: object = {}): object {
  const content = JSON.parse(
    JSON.stringify(readJson(join(CONFIG_FOLDER, 'prod.json'))).replaceAll('2'.repeat(12), '333333333333'),
  );
  for (const layer of Object.keys(content.buckets)) content.buckets[layer] = `works-${layer.toLowerCase()}`;
  return { ...content, ...changes };
}

test('the configurations that come with the project are read as they are', () => {
  expect(['dev', 'local', 'prod'].map((environment) => loadConfig(environment).environment)).toEqual([
    'dev',
    'local',
    'prod',
  ]);
});

test("in an account that is no sample, a sample's bucket name is refused with its key", () => {
  const buckets = { ...parseConfig(owned(), 'x.json').buckets, gold: 'acme-plant-prod-gold' };
  expect(() => parseConfig(owned({ buckets }), 'x.json')).toThrow(
    'x.json: buckets.gold: got "acme-plant-prod-gold", wanted a name of your own, since account 333333333333 is no sample',
  );
});

test("in an account that is no sample, the samples' authority is refused with its key", () => {
  expect(() => certificateAuthority(parseConfig(owned(), 'x.json'))).toThrow(
    'certificateAuthority: got "ca/acme-plant-ca.pem", the sample, whose key nobody keeps',
  );
});

test("an authority of AWS Private CA is nobody's sample", () => {
  const acmPcaArn = 'arn:aws:acm-pca:us-east-1:333333333333:certificate-authority/6f0c6e2e-0000-4000-8000-000000000001';
  const config = parseConfig(owned({ certificateAuthority: { acmPcaArn } }), 'x.json');
  expect(certificateAuthority(config)).toEqual({ acmPcaArn });
});
