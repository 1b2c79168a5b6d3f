import { loadConfig, parseConfig } from '../../../lib/config/load-config.ts';
import { changed } from '../../../tools/proof/doubt/stacks/changed.ts';
import { ENTRANCE } from '../../../tools/proof/doubt/stacks/entrance.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../../support/stacks.ts';
import { idOf, manifestsOf, propertiesOfAll, waitsFor } from './manifests.ts';

const prod = loadConfig('prod');
const alone = templateOf(await synthesize(prod), 'kubeflow');
const entered = templateOf(await synthesize(parseConfig(changed(prod, ENTRANCE), 'x')), 'kubeflow');
const OWN = 'airlock/prod/airlock-prod-kubeflow';
const namesIn = (template: typeof alone): unknown[] =>
  propertiesOfAll(template, 'AWS::SecretsManager::Secret').map(({ Name }) => Name);
const synced = (template: typeof alone) => manifestsOf(template).filter(({ kind }) => kind === 'ClusterExternalSecret');

test('every secret is made up by Secrets Manager, of letters and digits', () => {
  const secrets = propertiesOfAll(alone, 'AWS::SecretsManager::Secret');
  expect(namesIn(alone)).toEqual([
    `${OWN}/dex-client`,
    `${OWN}/cookie`,
    `${OWN}/database`,
    `${OWN}/object-store`,
    `${OWN}/password/first.owner@acme-plant.example`,
  ]);
  for (const secret of secrets) {
    expect(secret.GenerateSecretString).toEqual({ PasswordLength: 32, ExcludePunctuation: true });
    expect(secret.SecretString).toBeUndefined();
  }
});

test('the secrets that upstream publishes, and no others, are filled in their namespaces', () => {
  const places = synced(alone).map(({ spec }) => [spec.namespaceSelectors, spec.externalSecretName]);
  const inNamespace = (name: string) => [{ matchLabels: { 'kubernetes.io/metadata.name': name } }];
  expect(places).toEqual([
    [inNamespace('auth'), 'dex-oidc-client'],
    [inNamespace('auth'), 'dex-passwords'],
    [inNamespace('oauth2-proxy'), 'oauth2-proxy'],
    [inNamespace('kubeflow'), 'mysql-secret'],
    [inNamespace('kubeflow'), 'mlpipeline-minio-artifact'],
  ]);
});

test('a password is a hash in the cluster, which is made once for each change', () => {
  const passwords = synced(alone).find(({ metadata }) => metadata.name === 'dex-passwords');
  expect(passwords?.spec.externalSecretSpec).toMatchObject({
    refreshPolicy: 'OnChange',
    target: { template: { data: { PASSWORD_OF_FIRST_OWNER_ACME_PLANT_EXAMPLE: '{{ .owner0 | bcrypt }}' } } },
    data: [{ secretKey: 'owner0', remoteRef: { key: `${OWN}/password/first.owner@acme-plant.example` } }],
  });
});

test('Argo CD has no word in it: nothing bears its mark, and no Application holds a Secret', () => {
  expect(JSON.stringify(synced(alone))).not.toMatch(/argocd|app\.kubernetes\.io\/instance/);
});

test("where the company signs people in, its client's secret is read and there are no passwords", () => {
  const client = synced(entered).find(({ metadata }) => metadata.name === 'dex-oidc-client');
  expect(synced(entered).map(({ metadata }) => metadata.name)).not.toContain('dex-passwords');
  expect(JSON.stringify(namesIn(entered))).not.toContain('password');
  expect(client?.spec.externalSecretSpec).toMatchObject({
    target: { template: { data: { COMPANY_CLIENT_SECRET: '{{ .company }}' } } },
    data: [{ secretKey: 'client' }, { secretKey: 'company', remoteRef: { key: `${OWN}/company` } }],
  });
});

test('no namespace of a person may read through the store', () => {
  const store = manifestsOf(alone).find(({ kind }) => kind === 'ClusterSecretStore');
  expect(store?.spec.conditions).toEqual([{ namespaces: ['auth', 'oauth2-proxy', 'kubeflow'] }]);
});

test("the operator reads Kubeflow's secrets and no other, a plant's least of all", () => {
  const { Policies } = propertiesOf(alone, 'AWS::IAM::Role', 'SecretsReader');
  expect(readable(Policies)).toMatchObject([
    {
      PolicyDocument: {
        Statement: [
          {
            Action: 'secretsmanager:GetSecretValue',
            Resource: `arn:aws:secretsmanager:us-east-1:222222222222:secret:${OWN}/*`,
          },
        ],
      },
    },
  ]);
});

test('the operator is there before what it fills, and has its role before it starts', () => {
  const before = waitsFor(alone, idOf(alone, 'SecretsSynced'));
  expect(before).toContain(idOf(alone, 'SecretsOperator'));
  expect(waitsFor(alone, idOf(alone, 'SecretsOperator'))).toContain(idOf(alone, 'SecretsReaderIdentity'));
});
