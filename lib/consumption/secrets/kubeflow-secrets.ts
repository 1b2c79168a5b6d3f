import type { Ingress } from '../../config/config.ts';
import { type Deployment, kubeflowSecretName, passwordSecretName, passwordVariable } from '../../contract/index.ts';
import { CLIENT_ID, COMPANY_SECRET } from '../dex-config.ts';
import type { SyncedSecret } from './synced-secret.ts';

/** A secret that CloudFormation makes up. */
interface GeneratedSecret {
  /** The last part of its name. */
  readonly what: string;
  readonly name: string;
  readonly description: string;
}

export interface KubeflowSecrets {
  readonly generated: readonly GeneratedSecret[];
  readonly synced: readonly SyncedSecret[];
}

/** Every secret of Kubeflow: what upstream publishes, and the first passwords of owners where no company's provider signs them in. */
export function kubeflowSecrets(
  deployment: Deployment,
  owners: readonly string[],
  ingress: Ingress | null,
): KubeflowSecrets {
  const named = (what: string): string => kubeflowSecretName(deployment, what);
  const generated = [
    ...Object.entries(GENERATED).map(([what, description]) => ({ what, name: named(what), description })),
    ...(ingress === null ? owners.map((owner) => firstPassword(deployment, owner)) : []),
  ];
  const client = named('dex-client');
  const ofDex = ingress === null ? passwords(deployment, owners) : [];
  return {
    generated,
    synced: [
      {
        namespace: 'auth',
        name: 'dex-oidc-client',
        sources: { client, ...(ingress && { company: ingress.oidc.clientSecretName }) },
        values: {
          OIDC_CLIENT_ID: CLIENT_ID,
          OIDC_CLIENT_SECRET: '{{ .client }}',
          ...(ingress && { [COMPANY_SECRET]: '{{ .company }}' }),
        },
      },
      ...ofDex,
      {
        namespace: 'oauth2-proxy',
        name: 'oauth2-proxy',
        sources: { client, cookie: named('cookie') },
        values: { 'client-id': CLIENT_ID, 'client-secret': '{{ .client }}', 'cookie-secret': '{{ .cookie }}' },
      },
      {
        namespace: 'kubeflow',
        name: 'mysql-secret',
        sources: { database: named('database') },
        values: { username: 'root', password: '{{ .database }}' },
      },
      {
        namespace: 'kubeflow',
        name: 'mlpipeline-minio-artifact',
        sources: { objects: named('object-store') },
        values: { accesskey: 'kubeflow', secretkey: '{{ .objects }}' },
      },
    ],
  };
}

const GENERATED = {
  'dex-client': 'Secret by which oauth2-proxy is a client of Dex',
  cookie: 'Key of the cookies of those who are signed in',
  database: 'Password of root in the database of Pipelines',
  'object-store': 'Secret key of the store of artifacts of Pipelines',
} as const;

function firstPassword(deployment: Deployment, owner: string): GeneratedSecret {
  const description = `First password of ${owner} in Kubeflow`;
  return { what: `password/${owner}`, name: passwordSecretName(deployment, owner), description };
}

/** Dex is told hashes alone. */
function passwords(deployment: Deployment, owners: readonly string[]): SyncedSecret[] {
  const rows = owners.map((owner, index) => ({ owner, word: `owner${index}` }));
  return [
    {
      namespace: 'auth',
      name: 'dex-passwords',
      sources: Object.fromEntries(rows.map(({ owner, word }) => [word, passwordSecretName(deployment, owner)])),
      values: Object.fromEntries(rows.map(({ owner, word }) => [passwordVariable(owner), `{{ .${word} | bcrypt }}`])),
    },
  ];
}
