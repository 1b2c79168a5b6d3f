import type { SignInPrograms } from './programs.ts';
import { freePort, type Served } from './served.ts';

/** A word and its hash: what Secrets Manager would have made up, and what the operator would have made of it. */
export const PASSWORD = 'Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv';
export const HASH = '$2a$10$abcdefghijklmnopqrstuuLwdan27cmRrsD7gF8dCqYjdPOxZgM76';

export const STRANGER = 'stranger@acme-plant.example';

/** The company's OpenID provider, played by a Dex of its own. */
export interface Company {
  readonly issuer: string;
  readonly port: number;
  readonly clientSecret: string;
}

export async function company(
  served: Served,
  { dex }: SignInPrograms,
  clientId: string,
  redirectUri: string,
  owners: readonly string[],
): Promise<Company> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const clientSecret = 'of-the-company';
  const config = {
    issuer,
    storage: { type: 'memory' },
    web: { http: `127.0.0.1:${port}` },
    oauth2: { skipApprovalScreen: true },
    enablePasswordDB: true,
    staticPasswords: [...owners, STRANGER].map((email) => ({ email, hash: HASH, username: email, userID: email })),
    staticClients: [{ id: clientId, name: 'Kubeflow', secret: clientSecret, redirectURIs: [redirectUri] }],
  };
  const file = served.file('company.json', JSON.stringify(config));
  await served.start(dex, ['serve', file], {}, `${issuer}/.well-known/openid-configuration`);
  return { issuer, port, clientSecret };
}
