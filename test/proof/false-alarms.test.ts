import { loadConfig } from '../../lib/config/load-config.ts';
import { type ClassSolver, isObject, readAssembly } from '../../packages/iam-proof/index.ts';
import { placesOf } from '../../tools/proof/promise/places.ts';
import { plantSettingFindings } from '../../tools/proof/properties/looked-up/plant-settings.ts';
import { startSolver } from '../../tools/proof/reference.ts';
import { assemblyFolder } from '../support/synthesis/wanted.ts';
import { saidOf } from './harmless/said-of.ts';

let solver: ClassSolver;
beforeAll(async () => {
  solver = await startSolver();
});

const prod = loadConfig('prod');

/** Those in which most is other than shipped; the long tests prove all. */
test.each([
  'a customer of its own',
  'sites called after what we have',
  'everybody is told, and of costs',
  'people come from one network, in another app',
])('%s: is proven', async (name) => {
  expect(await saidOf(name, solver)).toEqual(['proven', [], []]);
});

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const OWN = `arn:aws:acm-pca:us-east-1:${prod.account}:certificate-authority/1`;
const bundle = (count: number): object => ({
  SourceType: 'CERTIFICATE_BUNDLE',
  SourceData: { X509CertificateData: PEM.repeat(count) },
});
const authority = (AcmPcaArn: string): object => ({ SourceType: 'AWS_ACM_PCA', SourceData: { AcmPcaArn } });

test.each([
  ['one certificate is one authority', bundle(1), true],
  ['of two certificates one takes the place of the other', bundle(2), true],
  ['three certificates are several authorities', bundle(3), false],
  ['none is no authority', bundle(0), false],
  ["a private authority of AWS's is one", authority(OWN), true],
  ['a private authority of another account is not ours', authority(OWN.replace(prod.account, '999999999999')), false],
])('of a trust anchor, %s', async (_, Source, isGood) => {
  const assembly = readAssembly(await assemblyFolder({ config: prod }));
  const stacks = JSON.parse(
    JSON.stringify(assembly.stacks, (__, value) =>
      isObject(value) && value.type === 'AWS::RolesAnywhere::TrustAnchor'
        ? { ...value, properties: { ...(isObject(value.properties) && value.properties), Source } }
        : value,
    ),
  );
  const messages = plantSettingFindings(placesOf({ ...assembly, stacks })).map(({ message }) => message);
  expect(messages).toEqual(isGood ? [] : [expect.stringContaining('something else than one authority')]);
});
