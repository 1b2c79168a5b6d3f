import type { KubeObject } from '../objects.ts';

interface DexConfig {
  readonly staticPasswords?: readonly { readonly hashFromEnv: string }[];
}

/** Variables in which Dex looks for hashes of passwords; none where a company signs people in. */
export function hashVariables(objects: readonly KubeObject[]): ReadonlySet<string> {
  const config = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'dex');
  const text = Reflect.get(Object(config?.data), 'config.yaml');
  if (typeof text !== 'string') throw new Error('got no config.yaml in a ConfigMap dex, wanted what Dex is told');
  const { staticPasswords = [] } = JSON.parse(text) as DexConfig;
  return new Set(staticPasswords.map(({ hashFromEnv }) => hashFromEnv));
}
