import type { KubeObject } from '../objects.ts';

/** What Dex and oauth2-proxy are told in the cluster, out of the rendered objects. */
export interface Configured {
  readonly dexConfig: DexConfig;
  /** The file of oauth2-proxy, and its environment less what Secrets hold. */
  readonly proxyFile: string;
  readonly proxyEnvironment: Readonly<Record<string, string>>;
  /** Header of the person, and the claim that it is taken from. */
  readonly personHeader: string;
  readonly personClaim: string;
  readonly versions: { readonly dex: string; readonly oauth2Proxy: string };
}

interface DexConfig {
  readonly issuer: string;
  readonly staticPasswords?: readonly { readonly email: string; readonly hashFromEnv: string }[];
  readonly connectors?: readonly { readonly config: Readonly<Record<string, unknown>> }[];
  readonly [field: string]: unknown;
}

interface Container {
  readonly image: string;
  readonly env?: readonly EnvVariable[];
}

interface EnvVariable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly configMapKeyRef?: { readonly name: string; readonly key: string } };
}

/** Reads the objects of the Applications `dex` and `oauth2-proxy`. */
export function configuredBy(dex: readonly KubeObject[], proxy: readonly KubeObject[]): Configured {
  const dexContainer = containerOf(dex, 'dex');
  const proxyContainer = containerOf(proxy, 'oauth2-proxy');
  const rule = jwtRule(proxy);
  return {
    dexConfig: JSON.parse(textOf(dex, 'dex', 'config.yaml')),
    proxyFile: textOf(proxy, 'oauth2-proxy', 'oauth2_proxy.cfg'),
    proxyEnvironment: Object.fromEntries(
      (proxyContainer.env ?? []).flatMap((each) => {
        const value = readValue(each, proxy);
        return value === undefined ? [] : [[each.name, value]];
      }),
    ),
    personHeader: rule.header,
    personClaim: rule.claim,
    versions: { dex: tagOf(dexContainer), oauth2Proxy: tagOf(proxyContainer) },
  };
}

function readValue({ value, valueFrom }: EnvVariable, objects: readonly KubeObject[]): string | undefined {
  const from = valueFrom?.configMapKeyRef;
  return from === undefined ? value : textOf(objects, from.name, from.key);
}

function textOf(objects: readonly KubeObject[], name: string, key: string): string {
  // A generated one has a sum of its content behind its name.
  const map = objects.find(({ kind, metadata }) => {
    return kind === 'ConfigMap' && (metadata.name === name || metadata.name.replace(/-[a-z0-9]{10}$/, '') === name);
  });
  const text = (map?.data as Record<string, string> | undefined)?.[key];
  if (text === undefined) throw new Error(`got no ${key} in a ConfigMap ${name}, wanted one`);
  return text;
}

function containerOf(objects: readonly KubeObject[], name: string): Container {
  const deployment = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === name);
  const spec = deployment?.spec as { template: { spec: { containers: Container[] } } } | undefined;
  const [container] = spec?.template.spec.containers ?? [];
  if (container === undefined) throw new Error(`got no Deployment ${name}, wanted one`);
  return container;
}

function tagOf({ image }: Container): string {
  return image.slice(image.lastIndexOf(':') + 1);
}

interface JwtRule {
  readonly outputClaimToHeaders: readonly { readonly header: string; readonly claim: string }[];
}

/** By which Istio's gateway tells whoever is behind it who somebody is. */
function jwtRule(objects: readonly KubeObject[]): { header: string; claim: string } {
  const request = objects.find(({ kind }) => kind === 'RequestAuthentication');
  const [rule] = (request?.spec as { jwtRules: JwtRule[] } | undefined)?.jwtRules ?? [];
  const [first] = rule?.outputClaimToHeaders ?? [];
  if (first === undefined) throw new Error('got no RequestAuthentication that tells who a person is, wanted one');
  return first;
}
