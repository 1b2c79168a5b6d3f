import type { KubeObject } from '../objects.ts';
import { madeUp } from './manager.ts';

/** What External Secrets is told to make, out of what. */
export interface ClusterExternalSecret extends KubeObject {
  readonly spec: {
    readonly externalSecretName: string;
    readonly namespaceSelectors: readonly { readonly matchLabels: Readonly<Record<string, string>> }[];
    readonly externalSecretSpec: {
      readonly secretStoreRef: { readonly kind: string; readonly name: string };
      readonly target: {
        readonly name: string;
        readonly template: { readonly data: Readonly<Record<string, string>> };
      };
      readonly data: readonly { readonly secretKey: string; readonly remoteRef: { readonly key: string } }[];
    };
  };
}

export function isClusterExternalSecret(object: KubeObject): object is ClusterExternalSecret {
  return object.kind === 'ClusterExternalSecret';
}

/** The namespace that it is for, by its own name. */
export function namespaceOf({ metadata, spec }: ClusterExternalSecret): string {
  const [selector] = spec.namespaceSelectors;
  const namespace = selector?.matchLabels['kubernetes.io/metadata.name'];
  if (namespace === undefined) throw new Error(`${metadata.name}: got no namespace by its name, wanted one`);
  return namespace;
}

/** Names of Secrets Manager that are read. */
export function namesIn(all: readonly ClusterExternalSecret[]): string[] {
  return [...new Set(all.flatMap(({ spec }) => spec.externalSecretSpec.data.map(({ remoteRef }) => remoteRef.key)))];
}

/** What is wrong with a Secret that External Secrets has made: each value is that of its template, and a hash where a hash is looked for. */
export function faultsOf(
  { spec }: ClusterExternalSecret,
  made: Readonly<Record<string, string>>,
  hashes: ReadonlySet<string>,
): string[] {
  const { target, data } = spec.externalSecretSpec;
  const values = new Map(data.map(({ secretKey, remoteRef }) => [secretKey, madeUp(remoteRef.key)]));
  const templates = target.template.data;
  const keys = [...new Set([...Object.keys(templates), ...Object.keys(made)])];
  return keys.flatMap((key) => {
    const got = made[key] === undefined ? undefined : Buffer.from(made[key], 'base64').toString();
    const right = isWanted(templates[key], values, got) && isHash(got) === hashes.has(key);
    return right ? [] : [`${target.name}.${key}: got ${got ?? 'nothing'}`];
  });
}

const isHash = (text = ''): boolean => /^\$2[aby]\$1\d\$[./\w]{53}$/.test(text);

function isWanted(template: string | undefined, values: ReadonlyMap<string, string>, got: string | undefined): boolean {
  if (template === undefined || got === undefined) return false;
  const [, word, hashed] = /^\{\{ \.(\w+)( \| bcrypt)? \}\}$/.exec(template) ?? [];
  if (word === undefined) return got === template;
  return hashed === undefined ? got === values.get(word) : isHash(got);
}
