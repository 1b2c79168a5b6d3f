import { hashVariables } from '../../tools/kube/secrets/hashes.ts';
import { madeUp, secretsManager } from '../../tools/kube/secrets/manager.ts';
import { type ClusterExternalSecret, faultsOf, namesIn, namespaceOf } from '../../tools/kube/secrets/wanted.ts';

const wanted: ClusterExternalSecret = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ClusterExternalSecret',
  metadata: { name: 'passwords' },
  spec: {
    externalSecretName: 'passwords',
    namespaceSelectors: [{ matchLabels: { 'kubernetes.io/metadata.name': 'auth' } }],
    externalSecretSpec: {
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'kubeflow' },
      target: { name: 'passwords', template: { data: { user: 'root', word: '{{ .w }}', hash: '{{ .w | bcrypt }}' } } },
      data: [{ secretKey: 'w', remoteRef: { key: 'airlock/word' } }],
    },
  },
};
const HASH = '$2a$10$abcdefghijklmnopqrstuuLwdan27cmRrsD7gF8dCqYjdPOxZgM76';
const faults = (texts: Readonly<Record<string, string>>, hashes = new Set(['hash'])) =>
  faultsOf(wanted, Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, btoa(text)])), hashes);

test('a Secret is right where each key has what its template says: a word of its own, a value, the hash of one', () => {
  const right = { user: 'root', word: madeUp('airlock/word'), hash: HASH };
  expect([namespaceOf(wanted), namesIn([wanted, wanted])]).toEqual(['auth', ['airlock/word']]);
  expect(faults(right)).toEqual([]);
  expect(faults({ ...right, word: '{{ .w }}' })).toEqual(['passwords.word: got {{ .w }}']);
  expect(faults({ ...right, hash: right.word })).toEqual([`passwords.hash: got ${right.word}`]);
  expect(faults({ user: 'root', word: right.word })).toEqual(['passwords.hash: got nothing']);
  expect(faults(right, new Set(['hash', 'word']))).toEqual([`passwords.word: got ${right.word}`]);
  expect(faults({ ...right, more: 'x' })).toEqual(['passwords.more: got x']);
});

test('Dex looks for hashes in the variables that its configuration names, and for none where a company signs people in', () => {
  const told = (config: object) =>
    hashVariables([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'dex' },
        data: { 'config.yaml': JSON.stringify(config) },
      },
    ]);
  expect([...told({ staticPasswords: [{ email: 'a', hashFromEnv: 'A' }] })]).toEqual(['A']);
  expect([...told({ connectors: [] })]).toEqual([]);
  expect(() => hashVariables([])).toThrow('got no config.yaml in a ConfigMap dex');
});

test('what stands for Secrets Manager tells the values of the names that are asked for, and of no other', async () => {
  const { server, address } = await secretsManager(['airlock/word']);
  const ask = async (action: string, SecretId: string) => {
    const headers = { 'x-amz-target': `secretsmanager.${action}` };
    const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ SecretId }) });
    return { status: response.status, ...((await response.json()) as object) };
  };
  try {
    expect(await ask('GetSecretValue', 'airlock/word')).toMatchObject({
      status: 200,
      SecretString: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(await ask('GetSecretValue', 'airlock/other')).toMatchObject({
      status: 400,
      __type: 'ResourceNotFoundException',
    });
    expect(await ask('PutSecretValue', 'airlock/word')).toMatchObject({ status: 400 });
  } finally {
    server.close();
  }
});
