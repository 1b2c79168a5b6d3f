/** Name of the variable that holds the bcrypt hash of a person's password. */
function passwordVariable(owner: string): string {
  return `PASSWORD_OF_${owner.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/** Dex's configuration: upstream's, with the owners of the profiles in the place of its sample user. Dex reads JSON as YAML. */
export function dexConfig(owners: readonly string[]): string {
  return JSON.stringify({
    issuer: 'http://dex.auth.svc.cluster.local:5556/dex',
    storage: { type: 'kubernetes', config: { inCluster: true } },
    web: { http: '0.0.0.0:5556' },
    logger: { level: 'info', format: 'text' },
    oauth2: { skipApprovalScreen: true },
    enablePasswordDB: true,
    staticPasswords: owners.map((email) => ({
      email,
      hashFromEnv: passwordVariable(email),
      username: email,
      userID: email,
    })),
    staticClients: [
      {
        idEnv: 'OIDC_CLIENT_ID',
        redirectURIs: ['/oauth2/callback'],
        name: 'Dex Login Application',
        secretEnv: 'OIDC_CLIENT_SECRET',
      },
    ],
  });
}
