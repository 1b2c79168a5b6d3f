import { createHash } from 'node:crypto';
import type { Ingress } from '../../config/config.ts';
import { DEX, dexConfig, issuerOf, redirectUri } from '../dex-config.ts';
import { adding, type KustomizePatch, mergedDeployment, replacing } from '../kustomize-patches.ts';

/** Dex with its configuration, read anew by new pods whenever it is another one. */
export function signedInBy(owners: readonly string[], ingress: Ingress | null): KustomizePatch[] {
  const config = dexConfig(owners, ingress);
  const hash = createHash('sha256').update(config).digest('hex').slice(0, 16);
  return [
    replacing('ConfigMap', 'dex', { '/data/config.yaml': config }),
    mergedDeployment('dex', { template: { metadata: { annotations: { 'checksum/config': hash } } } }),
    // Upstream reads the passwords' Secret, too, and would wait for it for ever.
    ...(ingress === null ? [] : [replacing('Deployment', 'dex', { [ENVIRONMENT]: [CLIENT_ALONE] })]),
  ];
}

const ENVIRONMENT = '/spec/template/spec/containers/0/envFrom';
const CLIENT_ALONE = { secretRef: { name: 'dex-oidc-client' } };

/** oauth2-proxy for those who come by the host and over TLS alone; without a host it answers as it is asked. */
export function atHost(ingress: Ingress | null): KustomizePatch[] {
  if (ingress === null) return [];
  const env = [
    { name: 'OAUTH2_PROXY_OIDC_ISSUER_URL', value: issuerOf(ingress) },
    { name: 'OAUTH2_PROXY_REDIRECT_URL', value: redirectUri(ingress) },
    { name: 'OAUTH2_PROXY_RELATIVE_REDIRECT_URL', value: 'false' },
  ];
  return [
    replacing('ConfigMap', 'oauth2-proxy-parameters', { '/data/FORCE_HTTPS': 'true' }),
    // Istio would look for the keys under the host's name, which the cluster need not reach.
    adding('RequestAuthentication', 'dex-jwt', {
      '/spec/jwtRules/0/issuer': issuerOf(ingress),
      '/spec/jwtRules/0/jwksUri': `${DEX}/keys`,
    }),
    mergedDeployment('oauth2-proxy', { template: { spec: { containers: [{ name: 'oauth2-proxy', env }] } } }),
  ];
}
