import type { Ingress } from '../config/config.ts';
import { passwordVariable } from '../contract/index.ts';

/** Name by which oauth2-proxy is known to Dex. */
export const CLIENT_ID = 'kubeflow';

/** Variable that holds the secret by which Dex is known to the company's provider. */
export const COMPANY_SECRET = 'COMPANY_CLIENT_SECRET';

/**
 * Dex's configuration: upstream's, with the company's provider, or the owners of the profiles, in the place of its sample
 * user. Dex reads JSON as YAML.
 */
export function dexConfig(owners: readonly string[], ingress: Ingress | null): string {
  return JSON.stringify({
    issuer: issuerOf(ingress),
    storage: { type: 'kubernetes', config: { inCluster: true } },
    web: { http: '0.0.0.0:5556' },
    logger: { level: 'info', format: 'text' },
    oauth2: { skipApprovalScreen: true },
    ...(ingress === null ? passwords(owners) : company(ingress)),
    staticClients: [
      {
        idEnv: 'OIDC_CLIENT_ID',
        redirectURIs: [redirectUri(ingress)],
        name: 'Dex Login Application',
        secretEnv: 'OIDC_CLIENT_SECRET',
      },
    ],
  });
}

/** Where Dex answers within the cluster. */
export const DEX = 'http://dex.auth.svc.cluster.local:5556/dex';

/** Whom Dex says that it is: it takes a provider's answers under that name alone, so that a host's people need the host's. */
export function issuerOf(ingress: Ingress | null): string {
  return ingress === null ? DEX : `https://${ingress.host}/dex`;
}

/** Where Dex sends a person back to: relative where it is not known by which name they come. */
export function redirectUri(ingress: Ingress | null): string {
  const path = '/oauth2/callback';
  return ingress === null ? path : `https://${ingress.host}${path}`;
}

function passwords(owners: readonly string[]) {
  return {
    enablePasswordDB: true,
    staticPasswords: owners.map((email) => ({
      email,
      hashFromEnv: passwordVariable(email),
      username: email,
      userID: email,
    })),
  };
}

function company(ingress: Ingress) {
  const { oidc } = ingress;
  return {
    enablePasswordDB: false,
    connectors: [
      {
        type: 'oidc',
        id: 'company',
        name: 'Company',
        config: {
          issuer: oidc.issuer,
          clientID: oidc.clientId,
          clientSecret: `$${COMPANY_SECRET}`,
          redirectURI: `${issuerOf(ingress)}/callback`,
          scopes: ['profile', 'email'],
          insecureSkipEmailVerified: oidc.assumeEmailVerified,
        },
      },
    ],
  };
}
